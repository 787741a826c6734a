import { EXIT, PROBLEMS, type Problem } from '../schemas/problem.ts'
import type { Tally } from '../store/manifest.ts'
import type { Result } from '../workers/extract.ts'
import { printable } from './printable.ts'

/** What a run came to, added up result by result. */
export type Summary = {
  add(result: Result): void
  /** A failure that belongs to no single input, such as a full disk. */
  addProblem(where: string, problem: Problem): void
  readonly failed: number
  /** Lines for people: totals first, then one line for every input that needs a look. */
  lines(quiet: boolean): readonly string[]
  exitCode(options: { readonly strict: boolean; readonly interrupted: boolean }): number
}

/** Adds up the results of a run of `total` inputs; `debug` keeps stacks of defects. */
export function createSummary(total: number, leftAside: number, debug: boolean): Summary {
  let reports = 0
  let unchanged = 0
  let accepted = 0
  let review = 0
  let problems = 0
  let stopped = 0
  let needed = 0
  let worst: number = EXIT.ok
  let failed = 0
  const failures: string[] = []
  const notes: string[] = []

  const fail = (where: string, problem: Problem) => {
    failures.push(`nianbao: ${printable(where)}: ${lineOf(problem)}`)
    worst = graver(worst, exitOf(problem))
  }
  return {
    get failed() {
      return failed
    },
    add(result) {
      const where = result.input.shown
      if (result.kind === 'problem') {
        failed++
        fail(where, result.problem)
      } else if (result.kind === 'defect') {
        failed++
        const advice = debug ? `\n${result.stack}` : '; please report it with what --debug prints'
        failures.push(`nianbao: ${printable(where)}: defect: ${printable(result.message)}${advice}`)
        worst = graver(worst, EXIT.defect)
      } else if (result.kind === 'stopped') stopped++
      else if (result.kind === 'same') {
        notes.push(`${printable(where)}: same content as ${printable(result.as.shown)}, one report for both`)
      } else {
        const { tally } = result
        reports++
        if (result.kind === 'unchanged') unchanged++
        accepted += tally.accepted
        review += tally.review
        problems += tally.problems
        if (tally.needed) needed++
        const to = result.output === null ? '' : `; see ${printable(result.output)}`
        if (tally.unread) {
          failures.push(`nianbao: ${printable(where)}: read in part: ${lineOf(tally.unread)}${to}`)
          worst = graver(worst, EXIT.input)
        } else if (tally.unknown) notes.push(`${printable(where)}: no known form; ${kept(tally)}${to}`)
      }
    },
    addProblem: fail,
    lines(quiet) {
      if (quiet) return failures
      const was = unchanged ? ` (${unchanged} unchanged)` : ''
      const totals = [
        `${reports} report${reports === 1 ? '' : 's'}${was}`,
        `${accepted} fields accepted`,
        `${review} in review`,
        `${problems} problem${problems === 1 ? '' : 's'}`,
        ...(failed ? [`${failed} of ${total} inputs failed`] : []),
        ...(stopped ? [`${stopped} of ${total} inputs not done`] : []),
        ...(leftAside ? [`${leftAside} other files left aside`] : []),
      ]
      return [totals.join(' · '), ...notes, ...failures]
    },
    exitCode({ strict, interrupted }) {
      if (interrupted) return EXIT.interrupted
      return worst === EXIT.ok && strict && needed > 0 ? EXIT.review : worst
    },
  }
}

/** The exit code that a problem of a whole input or of the run leads to. */
export function exitOf({ code }: Problem): number {
  const kind = PROBLEMS[code]
  return kind === 'output' ? EXIT.output : kind === 'service' ? EXIT.service : EXIT.input
}

function lineOf({ code, message }: Problem): string {
  return `${printable(message)} [${code}]`
}

function kept({ tables, sections }: Tally): string {
  const parts = [counted(tables, 'table'), counted(sections, 'section')].filter((part) => part !== '')
  return parts.length > 0 ? `kept ${parts.join(' and ')}` : 'and neither tables nor sections in it'
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`
}

/** From grave to harmless; the gravest of a run's failures is its exit code. */
const GRAVITY: readonly number[] = [EXIT.defect, EXIT.service, EXIT.output, EXIT.input, EXIT.review, EXIT.ok]

function graver(a: number, b: number): number {
  return GRAVITY.indexOf(a) < GRAVITY.indexOf(b) ? a : b
}
