import { EXIT, type Problem } from '../schemas/problem.ts'
import type { Needed } from '../workers/resubmit.ts'
import type { Submitted } from '../workers/submit.ts'
import { gravest } from './cluster-options.ts'
import { printable } from './printable.ts'
import { exitOf } from './summary.ts'

/** What handing in came to, added up result by result. */
export type SubmitSummary = {
  add(result: Exclude<Submitted, { kind: 'unsteady' }>): void
  /** So many orders did not reach Redis. */
  addUnsent(count: number, problem: Problem): void
  lines(quiet: boolean, interrupted: boolean): readonly string[]
  exitCode(): number
}

export function createSubmitSummary(batch: string, total: number, leftAside: number): SubmitSummary {
  const counts = new Map<Needed, number>()
  const failures: string[] = []
  const codes = new Set<number>()
  let done = 0
  let failed = 0
  const fail = (where: string, { code, message }: Problem) => {
    failures.push(`nianbao: ${printable(`${where}${message}`)} [${code}]`)
    codes.add(exitOf({ code, message }))
  }
  return {
    add(result) {
      done++
      if (result.kind !== 'problem') counts.set(result.kind, (counts.get(result.kind) ?? 0) + 1)
      else {
        failed++
        fail(`${result.input.shown}: `, result.problem)
      }
    },
    addUnsent(count, { code, message }) {
      const kept = `${count} document${count === 1 ? ' is' : 's are'} kept and wait${count === 1 ? 's' : ''} until a worker finds ${count === 1 ? 'it' : 'them'}`
      fail('', { code, message: `${message}; ${kept}` })
    },
    lines(quiet, interrupted) {
      if (quiet) return failures
      const totals = [
        told(counts),
        ...(failed ? [`${failed} of ${total} inputs failed`] : []),
        ...(interrupted || done < total ? [`${total - done} of ${total} inputs not done`] : []),
        ...(leftAside ? [`${leftAside} other files left aside`] : []),
        ...(done > failed ? [`batch ${printable(batch)}`] : []),
      ]
      return [totals.join(' · '), ...failures, ...nextStep(counts, batch)]
    },
    exitCode: () => (codes.size === 0 ? EXIT.ok : gravest(...codes)),
  }
}

function told(counts: ReadonlyMap<Needed, number>): string {
  const of = (kind: Needed) => counts.get(kind) ?? 0
  const notes = [
    ...(of('again') ? [`${of('again')} to be read again`] : []),
    ...(of('rules') ? [`${of('rules')} to be assembled again`] : []),
    ...(of('failed') ? [`${of('failed')} failed before`] : []),
    ...(of('cancelled') ? [`${of('cancelled')} cancelled before`] : []),
  ]
  const known = of('known') + of('again') + of('rules') + of('failed') + of('cancelled')
  return `${of('new')} new, ${known} known${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
}

/** The command that goes on from here, if any. */
function nextStep(counts: ReadonlyMap<Needed, number>, batch: string): readonly string[] {
  const word = /^[\w.:@/+-]+$/.test(batch) ? batch : `'${printable(batch).replaceAll("'", "'\\''")}'`
  const work = (['new', 'again', 'rules'] as const).some((kind) => counts.get(kind))
  if (work) return [`next: nianbao worker reads them; nianbao status --batch ${word} tells how far`]
  if (counts.get('failed')) {
    return [`next: nianbao failed --batch ${word} tells why; nianbao retry orders another try`]
  }
  return counts.get('known') ? [`next: nianbao status --batch ${word} tells how far they are`] : []
}
