import type { Exported } from '../../export/outgoing.ts'
import { complain } from '../cluster-options.ts'
import { say } from '../language.ts'
import { createProgress } from '../progress.ts'
import { leftAsideLine } from '../summary.ts'
import { isLively } from '../terminal.ts'

/** Where an export stands: a bar on a terminal, a line for each report that failed, a summary. */
export type Tally = {
  add(result: Exported): void
  /** Takes the bar off, and tells how many reports there were unless that goes without saying. */
  end(tellCount: boolean): void
  readonly codes: readonly number[]
  /** Reports that have not come yet. */
  left(): number
  /** How many files were passed over, null for none. */
  leftAside(): string | null
}

/** `toTerminal`: standard output is written, and shows on the same terminal. `others`: files among `total` that hold no report. */
export function createTally(total: number, quiet: boolean, toTerminal: boolean, others: () => number): Tally {
  const live = isLively(process.stderr) && !toTerminal
  const progress = createProgress(total, process.stderr, quiet || !live)
  const codes: number[] = []
  let written = 0
  let unchanged = 0
  const leftAside = () => (others() === 0 ? null : leftAsideLine(others()))
  return {
    codes,
    leftAside,
    left: () => Math.max(0, total - others() - written - unchanged - codes.length),
    add(result) {
      if (result.kind === 'problem') {
        if (live) process.stderr.write('\r\u001b[K')
        codes.push(complain(result.name, result.problem))
      } else if (result.kind === 'written') written++
      else unchanged++
      progress.done(result.kind === 'problem')
    },
    end(tellCount) {
      progress.stop()
      if (!tellCount || quiet) return
      const count = written + unchanged
      const was = unchanged > 0 ? say(` (${unchanged} unchanged)`, `（其中 ${unchanged} 份未变）`) : ''
      const reports = say(`${count} report${count === 1 ? '' : 's'}`, `${count} 份报告`) + was
      process.stderr.write(`${[reports, leftAside()].filter((part) => part !== null).join(' · ')}\n`)
    },
  }
}
