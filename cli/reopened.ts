import { EXIT } from '../schemas/problem.ts'
import type { Reopened } from '../workers/reopen.ts'
import { refuse } from './cluster-options.ts'
import { say } from './language.ts'
import { documents, leftLine } from './orders.ts'
import { problemSentence } from './problem-text.ts'

/** Tells what came of ordering documents again, in a line; gives the exit code. `does` says for what they wait. */
export function tellReopened({ reopened, left, problem }: Reopened, does: string): number {
  const one = reopened === 1
  const parts = [say(`${documents(reopened)} ${one ? 'waits' : 'wait'} ${does}`, `${documents(reopened)}${does}`)]
  if (left.size > 0) parts.push(leftLine(left))
  process.stderr.write(`${parts.join(' · ')}\n`)
  if (!problem) return EXIT.ok
  const kept = say('the orders are kept until a worker finds them', '任务已保存，等工作进程来取')
  return refuse(problem.code, `${problemSentence(problem)}${say('; ', '；')}${kept}`)
}
