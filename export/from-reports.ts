import type { PageReading } from '../schemas/page.ts'
import type { Problem } from '../schemas/problem.ts'
import type { Report } from '../schemas/report.ts'
import { type FormatName, type FormatOptions, loadFormat } from './formats.ts'
import type { ExportFile, FolderFormat, Outgoing, StreamFormat } from './outgoing.ts'

/** Formats that give each report files of its own; `xlsx` can do both. */
export type FolderFormatName = 'json' | 'xlsx' | 'pdf' | 'alto' | 'hocr' | 'bag'
/** Formats that put all reports into one file. */
export type FileFormatName = Exclude<FormatName, Exclude<FolderFormatName, 'xlsx'>>

export type ExportFileOptions = FormatOptions & {
  /** Told of every report that could not be put into the file; the others are. */
  readonly onProblem?: (name: string, problem: Problem) => void
}

/** The file that a report was made from, and its pages' readings, for formats that need them. */
export type OriginalFile = { readonly bytes: Uint8Array; readonly readings: readonly PageReading[] }

/**
 * One file with all these reports, in pieces, as they are asked for: reports are taken one after the other and none is
 * kept, so that a hundred thousand need no more memory than a hundred.
 */
export async function* exportFile(
  reports: AsyncIterable<Report> | Iterable<Report>,
  name: FileFormatName,
  options: ExportFileOptions = {},
): AsyncGenerator<Uint8Array> {
  const format = (await loadFormat(name, { ...options, oneFile: true })) as StreamFormat
  const pieces: Uint8Array[] = []
  const sink = { write: async (bytes: Uint8Array) => pieces.push(bytes) > 0 }
  for await (const one of format.write(outgoing(reports), sink)) {
    if (one.kind === 'problem') options.onProblem?.(one.name, one.problem)
    yield* pieces.splice(0)
  }
  yield* pieces
}

/**
 * The files that a format makes of one report, with paths relative to a folder, `/` between their parts; a problem in
 * place of those that cannot be made. `pdf`, `alto`, `hocr` and `bag` show the pages, and take the `original`.
 */
export async function* exportFiles(
  report: Report,
  name: FolderFormatName,
  original?: OriginalFile,
  options: FormatOptions = {},
): AsyncGenerator<ExportFile | Problem> {
  const format = (await loadFormat(name, { ...options, oneFile: false })) as FolderFormat
  yield* format.files(outgoingOf(report, stemOf(report), original))
}

async function* outgoing(reports: AsyncIterable<Report> | Iterable<Report>): AsyncGenerator<Outgoing> {
  let index = 0
  for await (const report of reports) yield outgoingOf(report, `${index++}`, undefined)
}

function outgoingOf(report: Report, stem: string, original: OriginalFile | undefined): Outgoing {
  return {
    name: report.source.name,
    stem,
    report,
    bytes: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
    original: async () => original ?? NO_ORIGINAL,
  }
}

function stemOf({ source: { name } }: Report): string {
  return name.replace(/\.[^.]+$/, '') || name
}

const NO_ORIGINAL: Problem = {
  code: 'file-missing',
  message: 'this format shows the pages: give the file that the report was made from, and its readings',
}
