import type { Problem } from '../../schemas/problem.ts'
import { entryBeside } from '../start-process.ts'
import { createLane } from './lane.ts'
import type { Outcome } from './protocol.ts'
import type { ReaderOptions } from './reader.ts'
import type { NoResult, Readers, ReaderTask } from './tasks.ts'

export type ReadersOptions = Omit<ReaderOptions, 'entry'> & {
  /** Processes that open and read at once; reports are made in one more, and pages shown in another. */
  readonly size: number
  /** What the processes run, in place of the reader. */
  readonly entry?: URL | undefined
  readonly onTask?: ((done: TaskDone) => void) | undefined
}

/** A task that has ended: after how many seconds, its turn included, and for problems their code. */
export type TaskDone = {
  readonly kind: ReaderTask['kind']
  readonly seconds: number
  readonly outcome: Outcome['kind']
  readonly code: Problem['code'] | null
}

/**
 * Reader processes for queue workers: each takes one task at a time and is killed and replaced when it hangs, crashes
 * or takes too much memory. Reports are made, and pages shown, in processes of their own, so that they do not wait for
 * pages that are read. Processes start when they are needed first.
 */
export function createReaders(options: ReadersOptions): Readers {
  const { size, entry = entryBeside('process', import.meta.url), onTask, ...rest } = options
  const heavy = createLane({ ...rest, entry, size })
  const light = createLane({ ...rest, entry, size: 1 })
  const show = createLane({ ...rest, entry, size: 1 })
  const lanes = { open: heavy, page: heavy, assemble: light, picture: show, text: show } as const

  async function run<Kind extends Outcome['kind']>(
    task: ReaderTask,
    wanted: Kind,
  ): Promise<Extract<Outcome, { kind: Kind }> | NoResult> {
    const started = performance.now()
    const outcome = await lanes[task.kind].run(task)
    const code = outcome.kind === 'problem' ? outcome.problem.code : null
    onTask?.({ kind: task.kind, seconds: (performance.now() - started) / 1000, outcome: outcome.kind, code })
    if (isNoResult(outcome) || isWanted(outcome, wanted)) return outcome
    return { kind: 'defect', message: `a reader answered ${outcome.kind} to ${task.kind}`, stack: '' }
  }

  return {
    open: (source) => run({ kind: 'open', source }, 'opened'),
    readPage: (source, page) => run({ kind: 'page', source, page }, 'page'),
    assemble: (task) => run({ kind: 'assemble', ...task }, 'assembled'),
    picture: (source, page, { maxWidth }) => run({ kind: 'picture', source, page, maxWidth }, 'picture'),
    text: (source) => run({ kind: 'text', source }, 'text'),
    close() {
      for (const lane of [heavy, light, show]) lane.close()
    },
  }
}

function isNoResult(outcome: Outcome): outcome is NoResult {
  return NO_RESULT.has(outcome.kind)
}

const NO_RESULT: ReadonlySet<Outcome['kind']> = new Set(['problem', 'defect', 'unavailable', 'stopped'])

function isWanted<Kind extends Outcome['kind']>(
  outcome: Outcome,
  wanted: Kind,
): outcome is Extract<Outcome, { kind: Kind }> {
  return outcome.kind === wanted
}
