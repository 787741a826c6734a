import { EXIT, PROBLEMS, type Problem } from '../schemas/problem.ts'
import type { Tally } from '../store/manifest.ts'
import type { Result } from '../workers/extract.ts'
import { defectText } from './defect-text.ts'
import { say } from './language.ts'
import { printable } from './printable.ts'
import { about, problemText } from './problem-text.ts'

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
    failures.push(`nianbao: ${about(where, problemText(problem))}`)
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
        const defect = defectText(result.message, debug ? (result.stack ?? '') : null)
        failures.push(`nianbao: ${about(where, defect)}`)
        worst = graver(worst, EXIT.defect)
      } else if (result.kind === 'stopped') stopped++
      else if (result.kind === 'same') {
        const as = printable(result.as.shown)
        notes.push(about(where, say(`same content as ${as}, one report for both`, `与 ${as} 内容相同，合为一份报告`)))
      } else {
        const { tally } = result
        reports++
        if (result.kind === 'unchanged') unchanged++
        accepted += tally.accepted
        review += tally.review
        problems += tally.problems
        if (tally.needed) needed++
        const to = result.output === null ? '' : say('; see ', '；见 ') + printable(result.output)
        if (tally.unread) {
          const part = say('read in part: ', '只读出一部分：') + problemText(tally.unread) + to
          failures.push(`nianbao: ${about(where, part)}`)
          worst = graver(worst, EXIT.input)
        } else if (tally.unknown) {
          notes.push(about(where, `${say('no known form; ', '没有认出表式；')}${kept(tally)}${to}`))
        }
      }
    },
    addProblem: fail,
    lines(quiet) {
      if (quiet) return failures
      const was = unchanged ? say(` (${unchanged} unchanged)`, `（${unchanged} 份未变）`) : ''
      const totals = [
        say(`${reports} report${reports === 1 ? '' : 's'}`, `${reports} 份报告`) + was,
        say(`${accepted} fields accepted`, `接受 ${accepted} 个字段`),
        say(`${review} in review`, `${review} 个列入核对`),
        say(`${problems} problem${problems === 1 ? '' : 's'}`, `${problems} 个问题`),
        ...(failed ? [failedLine(failed, total)] : []),
        ...(stopped ? [notDoneLine(stopped, total)] : []),
        ...(leftAside ? [leftAsideLine(leftAside)] : []),
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
export function exitOf({ code }: Pick<Problem, 'code'>): number {
  const kind = PROBLEMS[code]
  return kind === 'output' ? EXIT.output : kind === 'service' ? EXIT.service : EXIT.input
}

/** How many inputs came to nothing, for summaries. */
export function failedLine(failed: number, total: number): string {
  return say(`${failed} of ${total} inputs failed`, `${total} 个输入中 ${failed} 个失败`)
}

export function notDoneLine(left: number, total: number): string {
  return say(`${left} of ${total} inputs not done`, `${total} 个输入中 ${left} 个未处理`)
}

export function leftAsideLine(files: number): string {
  return say(`${files} other files left aside`, `略过 ${files} 个其他文件`)
}

function kept({ tables, sections }: Tally): string {
  const parts = [
    ...(tables > 0 ? [say(`${tables} table${tables === 1 ? '' : 's'}`, `${tables} 张表`)] : []),
    ...(sections > 0 ? [say(`${sections} section${sections === 1 ? '' : 's'}`, `${sections} 个章节`)] : []),
  ]
  if (parts.length === 0) return say('and neither tables nor sections in it', '其中既无表格也无章节')
  return say('kept ', '保留了 ') + parts.join(say(' and ', '和 '))
}

/** From grave to harmless; the gravest of a run's failures is its exit code. */
const GRAVITY: readonly number[] = [EXIT.defect, EXIT.service, EXIT.output, EXIT.input, EXIT.review, EXIT.ok]

function graver(a: number, b: number): number {
  return GRAVITY.indexOf(a) < GRAVITY.indexOf(b) ? a : b
}
