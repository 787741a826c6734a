import type { Correction } from '../schemas/correction.ts'
import type { PageReading } from '../schemas/page.ts'
import type { Problem } from '../schemas/problem.ts'
import type { Report } from '../schemas/report.ts'

/** The file a report was made from, what opens it where it is locked, and what its pages say, in page order. */
export type Original = {
  readonly bytes: Uint8Array
  readonly password?: string | null
  readonly readings: readonly PageReading[]
}

/** A report on its way out. Formats take reports one after the other and keep none. */
export type Outgoing = {
  /** How people know it: the name of the file it was made from. */
  readonly name: string
  /** What its files are called, without extension; no other report of the run has it. */
  readonly stem: string
  /** The document's id, of reports in a store. */
  readonly document?: string
  readonly report: Report
  /** The report's bytes as they are kept. */
  readonly bytes: Uint8Array
  /** Only what archival formats ask for: it may take reading the file again. */
  readonly original: () => Promise<Original | Problem>
  /** What people said of it, in the order in which they said it, where that is known. */
  readonly corrections?: () => Promise<readonly Correction[]>
}

/** A report that could not be opened; the others go on. */
export type Unavailable = { readonly name: string; readonly problem: Problem }

export type OutgoingReports = AsyncIterable<Outgoing | Unavailable>

/** Takes bytes as fast as they are wanted; false once nobody wants more. */
export type Sink = { readonly write: (bytes: Uint8Array) => Promise<boolean> }

/** What became of one report; `unchanged`: its files were there already. */
export type Exported =
  | { readonly name: string; readonly kind: 'written' | 'unchanged' }
  | { readonly name: string; readonly kind: 'problem'; readonly problem: Problem }

/** What every format may say of itself. */
type AnyFormat = {
  /** It hands out bytes and looks into none, so that reports of other versions pass too. */
  readonly asKept?: true
}

/** A format that puts all reports into one file, written from front to end while reports come in. */
export type StreamFormat = AnyFormat & {
  readonly kind: 'stream'
  readonly extension: string
  readonly mediaType: string
  /** Reports that fit into one file, where that is a matter. */
  readonly most?: number
  /** It writes reports as lines, and may replace such lines. */
  readonly reportLines?: true
  /** Ends without a word once the sink wants no more. */
  readonly write: (reports: OutgoingReports, sink: Sink) => AsyncGenerator<Exported>
}

/** A file of a report, `path` relative to the folder that is written, with `/` between its parts. */
export type ExportFile = { readonly path: string; readonly bytes: Uint8Array }

/** A format that gives each report files of its own. */
export type FolderFormat = AnyFormat & {
  readonly kind: 'folder'
  /** Of its files, where they are all of one kind and each report has one. */
  readonly mediaType?: string
  readonly files: (report: Outgoing) => AsyncGenerator<ExportFile | Problem>
  /** Whether a file that is there may be replaced unasked; where this is left out none may. */
  readonly mayReplace?: (there: Uint8Array) => boolean
  /** A folder in which a report's files must stand alone, and the list (as sha256sum writes it) that tells of them. */
  readonly closed?: (report: Outgoing) => ClosedFolder
}

/** Paths relative to the folder that is written; those in the manifest are relative to its own folder. */
export type ClosedFolder = { readonly folder: string; readonly manifest: string }

export type ExportFormat = StreamFormat | FolderFormat
