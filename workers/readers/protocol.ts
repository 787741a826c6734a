import type { Form } from '../../schemas/form.ts'
import type { Assembled, NoResult, Opened, PageRead, Picture, ReaderTask, TextLines } from './tasks.ts'

/** What holds for every task; handed to a reader process once. Plain data throughout. */
export type ReaderSettings = {
  /** Every form to match against, in order of preference. */
  readonly forms: readonly Form[]
  readonly reviewThreshold?: number | undefined
  /** A folder with newer recognition models; the built-in ones where absent. */
  readonly models?: string | undefined
  readonly maxPages: number
  readonly maxBytes: number
}

/** What became of a task. */
export type Outcome = Opened | PageRead | Picture | TextLines | Assembled | NoResult

/** Main to reader process: its settings first, then one task at a time, at last that it should end. */
export type ToReader = { readonly settings: ReaderSettings } | { readonly task: ReaderTask } | { readonly end: true }

/** Reader process to main: that it has the task, then what became of it and how much memory the process has now. */
export type FromReader = { readonly accepted: true } | { readonly outcome: Outcome; readonly megabytes: number }
