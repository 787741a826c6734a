import { chineseMessage } from '../pipeline/problems/chinese.ts'
import { CHINESE_PROBLEMS } from '../pipeline/problems/chinese-codes.ts'
import type { Problem, ProblemCode } from '../schemas/problem.ts'
import { say } from './language.ts'
import { printable } from './printable.ts'

/**
 * A problem in one line, ending in its code. Messages are English wherever they come from, and stay so in files. In
 * Chinese those that are known have a sentence of their own, with a library's own words behind it; of others the code's
 * sentence stands first, and the message behind it where it says more.
 */
export function problemText({ code, message }: Pick<Problem, 'code' | 'message'>): string {
  return `${problemSentence({ code, message })} [${code}]`
}

/** A problem's line without its code. */
export function problemSentence({ code, message }: Pick<Problem, 'code' | 'message'>): string {
  const { sentence, detail } = CHINESE_PROBLEMS[code]
  const english = printable(message)
  const own = chineseMessage(message)
  if (own) return say(english, printable(own.why === null ? own.sentence : `${own.sentence}（${own.why}）`))
  return say(english, detail ? `${sentence}（${english}）` : sentence)
}

/** The same for a code that comes out of a database or a file, which another version may have written. */
export function storedProblemText(code: string, message: string): string {
  if (code in CHINESE_PROBLEMS) return problemText({ code: code as ProblemCode, message })
  return `${printable(message)} [${printable(code)}]`
}

/** What a line is about, and what is said of it. */
export function about(where: string, text: string): string {
  return `${printable(where)}${say(': ', '：')}${text}`
}
