import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import { chineseMessage } from '../../pipeline/problems/chinese.ts'
import { CHINESE_PROBLEMS } from '../../pipeline/problems/chinese-codes.ts'
import type { Problem } from '../../schemas/problem.ts'

/** What a problem says, in Chinese; of a message that another version wrote the code's sentence, and the message behind it. */
export function problemWords({ code, message }: Problem, labels: ReadonlyMap<string, FieldLabel>): string {
  const own = chineseMessage(message, (subject) => shortName(subject, labels))
  if (own) return own.why === null ? own.sentence : `${own.sentence}（${own.why}）`
  return `${CHINESE_PROBLEMS[code].sentence}（${message}）`
}
