import { safeStem } from '../../../export/archive/names.ts'
import type { OutgoingReports } from '../../../export/outgoing.ts'
import { countReports } from '../../../export/sources/count.ts'
import { storeReports } from '../../../export/sources/store.ts'
import { unreported } from '../../../export/sources/unreported.ts'
import { type ZipEntry, zipOf } from '../../../export/zip/zip.ts'
import type { Problem } from '../../../schemas/problem.ts'
import type { Store } from '../../../store/open.ts'
import type { FilesQuery } from '../../api/export-formats.ts'
import { type FilesFormat, ONE_FILE_FORMATS } from '../../api/export-names.ts'
import { Refusal, Told } from '../failures.ts'
import { bodyOf } from './body-of.ts'
import { isListName, leftOut } from './left-out.ts'
import { openWorkshop, type StoredReport, type Workshop } from './made-reports.ts'
import type { Makers } from './making/makers.ts'
import { filterOf, reportOf, stemOf } from './selected.ts'

/** Files on their way to a browser. `problems`: what a single file lacks; a zip lists it in a file of its own. */
export type FilesAnswer = {
  readonly name: string
  readonly type: string
  readonly body: ReadableStream<Uint8Array>
  readonly length?: number
  readonly problems: readonly Problem[]
}

export type FilesPorts = {
  readonly store: Store
  readonly makers: Makers
  /** Called where an answer cannot be made to its end: the connection is to be broken off. */
  readonly onBroken: (error: unknown) => void
  /** The one who asks went away. */
  readonly signal: AbortSignal
}

/** Files of each report that was asked for. Throws a Refusal or a Told before the first byte for what cannot be had. */
export async function filesExport(ports: FilesPorts, query: FilesQuery): Promise<FilesAnswer> {
  const { store, makers, onBroken } = ports
  const { document, format } = query
  if (document !== undefined) return documentFiles(ports, document, format)
  const filter = await filterOf(store, query)
  if ((await countReports(store, filter)) === 0) throw new Refusal('report-missing', 'there are no such reports')
  const reports = storeReports(store, filter, { named: true, asKept: true })
  const body = bodyOf(async function* (signal) {
    const workshop = await openWorkshop(store, makers)
    try {
      yield* zipOf(entriesOf(workshop, reports, unreported(store, filter), format, signal))
    } finally {
      await workshop.close()
    }
  }, onBroken)
  return { name: `${stemOf(query, 'reports')}-${format}.zip`, type: ZIP, body, problems: [] }
}

const ZIP = 'application/zip'
const TYPES: Readonly<Partial<Record<FilesFormat, string>>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Made before it is answered, so that what cannot be had is refused in words. */
async function documentFiles(
  { store, makers, onBroken, signal }: FilesPorts,
  document: string,
  format: FilesFormat,
): Promise<FilesAnswer> {
  const one = named({ ...(await reportOf(store, document, true)), document }, format)
  const workshop = await openWorkshop(store, makers)
  try {
    const { entries, problems } = await workshop.make(one, format, signal)
    const [first] = entries
    if (!first) throw problems[0] ? new Told(problems[0]) : new Refusal('report-missing')
    const single = entries.length === 1 && ONE_FILE_FORMATS.includes(format)
    const list = leftOut()
    if (!single) for (const problem of problems) list.add(one.name, problem)
    const files = workshop.files()
    const pieces = single ? dataOf(files) : zipOf(both(files, list.lists(true)))
    const body = bodyOf(() => pieces, onBroken, workshop.close)
    if (!single) return { name: `${safeNameOf(one.stem, document)}-${format}.zip`, type: ZIP, body, problems: [] }
    return { name: first.path, type: TYPES[format] ?? ZIP, body, length: first.packedSize, problems }
  } catch (error) {
    await workshop.close()
    throw error
  }
}

async function* dataOf(files: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  for await (const { data } of files) yield* data
}

async function* both(files: AsyncIterable<ZipEntry>, lists: AsyncIterable<ZipEntry>): AsyncGenerator<ZipEntry> {
  yield* files
  yield* lists
}

async function* entriesOf(
  workshop: Workshop,
  reports: OutgoingReports,
  unread: AsyncIterable<{ readonly name: string; readonly problem: Problem }>,
  format: FilesFormat,
  signal: AbortSignal,
): AsyncGenerator<ZipEntry> {
  const list = leftOut()
  let last = { document: '', stems: new Set<string>() }
  for await (const one of reports) {
    if ('problem' in one) {
      list.add(one.name, one.problem)
      yield* list.lists(false)
      continue
    }
    const { document = '' } = one
    if (last.document !== document) last = { document, stems: new Set() }
    // One document may have come under two names that are cut to the same.
    const stem = safeNameOf(one.stem, document)
    if (last.stems.has(stem)) continue
    last.stems.add(stem)
    const { problems } = await workshop.make(named({ ...one, document }, format), format, signal)
    yield* workshop.files()
    for (const problem of problems) list.add(one.name, problem)
    yield* list.lists(false)
  }
  for await (const { name, problem } of unread) {
    list.add(name, problem)
    yield* list.lists(false)
  }
  yield* list.lists(true)
}

/** Formats for archives make names safe themselves. */
function named(one: StoredReport, format: FilesFormat): StoredReport {
  const stem = format === 'xlsx' ? safeNameOf(one.stem, one.document) : one.stem
  return { ...one, stem: isListName(stem) ? `${stem}_` : stem }
}

/** A document's id is the hash of its file. */
function safeNameOf(stem: string, document: string): string {
  return safeStem({ stem, report: { source: { sha256: document } } })
}
