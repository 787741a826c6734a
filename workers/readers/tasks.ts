import type { Correction } from '../../schemas/correction.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Tally } from '../../store/manifest.ts'

/** A document's content as a file on this machine. `name` is the name its report carries. */
export type SourceFile = {
  readonly path: string
  readonly name: string
  readonly sha256: string
  readonly password: string | null
}

/** One step on one document, as a reader process takes it. Plain data; pages are 1-based. */
export type ReaderTask =
  | { readonly kind: 'open'; readonly source: SourceFile }
  | { readonly kind: 'page'; readonly source: SourceFile; readonly page: number }
  | { readonly kind: 'picture'; readonly source: SourceFile; readonly page: number; readonly maxWidth: number }
  | { readonly kind: 'text'; readonly source: SourceFile }
  | {
      readonly kind: 'assemble'
      readonly name: string
      readonly sha256: string
      readonly pages: number
      /** Of opening the document. */
      readonly problems: readonly Problem[]
      /** What people said of the document, in the order in which they said it. */
      readonly corrections: readonly Correction[]
      /** Files with the pages' readings, gzipped JSON, in page order. */
      readonly readings: readonly string[]
    }

export type Opened = { readonly kind: 'opened'; readonly pages: number; readonly problems: readonly Problem[] }

/** `reading` is the PageReading as gzipped JSON, the same bytes every time; `code` its gravest problem if it could not be read. */
export type PageRead = {
  readonly kind: 'page'
  readonly reading: Uint8Array
  readonly pageKind: 'digital' | 'scan' | 'text'
  readonly code: Problem['code'] | null
  readonly seconds: number
}

/**
 * A page as the file shows it: `width` × `height` pixels that show `pageWidth` × `pageHeight` points, in which a report's
 * boxes are. The same page and width give the same bytes.
 */
export type Picture = {
  readonly kind: 'picture'
  readonly webp: Uint8Array
  readonly width: number
  readonly height: number
  readonly pageWidth: number
  readonly pageHeight: number
}

/** The lines of a text dump, those that hold nothing too. */
export type TextLines = { readonly kind: 'text'; readonly lines: readonly string[] }

export type AssembledItem = {
  readonly field: string
  readonly page: number | null
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly failing: number
}

/** `report` is the text that `extract` writes into a file. */
export type Assembled = {
  readonly kind: 'assembled'
  readonly report: string
  readonly tally: Tally
  readonly organization: string | null
  readonly year: number | null
  readonly form: string | null
  readonly checksFailed: number
  readonly items: readonly AssembledItem[]
}

/**
 * A task that gave no result. `problem`: of the document, for good unless `retry` (a crash, a time limit or a lack of
 * memory may be the machine's fault). `defect`: a mistake of this program. `unavailable`: no reader process could be had,
 * which says nothing about the document. `stopped`: the readers were closed before it was done.
 */
export type NoResult =
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retry: boolean }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'stopped' }

/** Reader processes that take tasks. Never rejects. */
export type Readers = {
  open(source: SourceFile): Promise<Opened | NoResult>
  readPage(source: SourceFile, page: number): Promise<PageRead | NoResult>
  assemble(task: Omit<Extract<ReaderTask, { kind: 'assemble' }>, 'kind'>): Promise<Assembled | NoResult>
  /** A page's picture, at most `maxWidth` pixels across; a problem of a text dump, which has none. Waits for no page that is read. */
  picture(source: SourceFile, page: number, size: { readonly maxWidth: number }): Promise<Picture | NoResult>
  /** A text dump's lines; a problem of documents that are none. */
  text(source: SourceFile): Promise<TextLines | NoResult>
  /** Kills every reader; tasks that have not ended come out as stopped. */
  close(): void
}
