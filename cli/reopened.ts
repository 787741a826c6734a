import { EXIT } from '../schemas/problem.ts'
import type { Reopened } from '../workers/reopen.ts'
import { complain } from './cluster-options.ts'
import { documents, leftLine } from './orders.ts'

/** Tells what came of ordering documents again, in a line; gives the exit code. */
export function tellReopened({ reopened, left, problem }: Reopened, does: { one: string; many: string }): number {
  const parts = [`${documents(reopened)} ${reopened === 1 ? does.one : does.many}`]
  if (left.size > 0) parts.push(`left as they are: ${leftLine(left)}`)
  process.stderr.write(`${parts.join(' · ')}\n`)
  if (!problem) return EXIT.ok
  const kept = 'the orders are kept until a worker finds them'
  return complain(null, { ...problem, message: `${problem.message}; ${kept}` })
}
