import type { PageRange } from '../engines/source/pages.ts'
import type { Form } from '../schemas/form.ts'
import type { Problem } from '../schemas/problem.ts'
import type { Tally } from '../store/manifest.ts'

/** What holds for every input of a run; handed to a reader process once. Plain data throughout. */
export type RunSettings = {
  /** Every form to match against, in order of preference. */
  readonly forms: readonly Form[]
  readonly reviewThreshold?: number | undefined
  readonly password?: string | undefined
  readonly pages?: readonly PageRange[] | undefined
  readonly models?: string | undefined
  /** Folder for a drawing of every page. */
  readonly drawings?: string | undefined
  readonly maxPages: number
  readonly maxBytes: number
  /** Which texts of a report to make: indented for a file, on one line for a stream. */
  readonly indented: boolean
  readonly compact: boolean
}

/** One input to read: a path, or bytes that came without one. `unchangedIf`: the content hash that needs no work. */
export type ReadTask = {
  readonly path: Uint8Array | null
  readonly bytes: Uint8Array | null
  readonly name: string
  readonly unchangedIf: string | null
}

/** What became of one input. */
export type ReadOutcome =
  | {
      readonly kind: 'report'
      readonly sha256: string
      readonly indented: string
      readonly compact: string
      readonly tally: Tally
      /** False where chance had a part in it (a page took too long): another run may read more. */
      readonly settled: boolean
    }
  | { readonly kind: 'unchanged'; readonly sha256: string }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string }
  /** The run was stopped before this input was done. */
  | { readonly kind: 'stopped' }

export type Progress = { readonly page: number; readonly pages: number }

/** Main to reader process: its settings first, then one task at a time. */
export type ToReader = { readonly settings: RunSettings } | { readonly task: ReadTask }
/** Reader process to main: that it has the task, the page it has come to, and at last what became of the task. */
export type FromReader =
  | { readonly accepted: true }
  | { readonly progress: Progress }
  | { readonly outcome: ReadOutcome }
