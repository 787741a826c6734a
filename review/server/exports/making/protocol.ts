import type { EntryHead } from '../../../../export/zip/records.ts'
import type { Correction } from '../../../../schemas/correction.ts'
import type { Form } from '../../../../schemas/form.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import type { FilesFormat } from '../../../api/export-names.ts'

/** The files on this machine that hold a document, and the readings of its pages in their order, gzipped JSON. */
export type StoredFiles = {
  readonly original: string
  readonly password: string | null
  readonly readings: readonly string[]
}

/** One report whose files are to be made. Plain data. */
export type MakeOrder = {
  readonly format: FilesFormat
  readonly name: string
  readonly stem: string
  /** Its bytes as they are kept. */
  readonly report: Uint8Array
  readonly corrections: readonly Correction[]
  /** What formats that show pages are made from; a problem where the store has lost it. */
  readonly stored: StoredFiles | Problem
  /** The file that takes what is made, packed, one after the other. */
  readonly into: string
}

/** What was made: the entries in the order in which their data stands in the file, and what is left out. */
export type Made = { readonly entries: readonly EntryHead[]; readonly problems: readonly Problem[] }

/** Main to the process that makes files: the forms once, then one order at a time. */
export type ToMaker = { readonly forms: readonly Form[] } | { readonly order: MakeOrder }

/** Back: that it has the order, that another file is made, then what became of it. `failed`: of the machine or a defect. */
export type FromMaker =
  | { readonly alive: true }
  | { readonly made: Made }
  | { readonly failed: { readonly message: string; readonly stack: string } }
