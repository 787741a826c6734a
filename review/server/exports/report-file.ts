import { loadFormat } from '../../../export/formats.ts'
import type { Outgoing, OutgoingReports, StreamFormat, Unavailable } from '../../../export/outgoing.ts'
import { countReports } from '../../../export/sources/count.ts'
import { storeReports } from '../../../export/sources/store.ts'
import type { Form } from '../../../schemas/form.ts'
import type { Store } from '../../../store/open.ts'
import type { ExportQuery } from '../../api/export-formats.ts'
import { type ExportFormatName, SINGLE_FORMATS } from '../../api/export-names.ts'
import { Refusal, Told } from '../failures.ts'
import { filterOf, reportOf, stemOf } from './selected.ts'
import { type Listeners, streamOf } from './stream-of.ts'

/** A file on its way to a browser. */
export type ReportFile = { readonly name: string; readonly type: string; readonly body: ReadableStream<Uint8Array> }

/**
 * Reports as one file, made while it is fetched. Throws a Refusal or a Told before the first byte for what cannot be had.
 */
export async function reportFile(
  store: Store,
  forms: readonly Form[],
  query: ExportQuery,
  listeners: Listeners,
): Promise<ReportFile> {
  const { format: name, document, bom } = query
  const format = await loadFormat(name, { forms, bom: bom === '1', oneFile: true })
  if (document !== undefined) {
    const one = await reportOf(store, document, format.asKept ?? false)
    if (format.kind === 'stream') return fileOf(named(one.stem, name), format, [one], listeners)
    for await (const file of format.files(one)) {
      if ('code' in file) throw new Told(file)
      const type = format.mediaType ?? 'application/octet-stream'
      return { name: file.path, type, body: new Blob([Buffer.from(file.bytes)]).stream() }
    }
    throw new Refusal('report-missing')
  }
  if (format.kind === 'folder') {
    throw new Refusal('invalid', `${SINGLE_FORMATS.join(', ')} holds one report: say which with document=`)
  }
  const filter = await filterOf(store, query)
  if (format.most !== undefined && (await countReports(store, filter)) > format.most) {
    throw new Refusal(
      'too-large',
      `one workbook takes ${format.most} reports; ask for xlsx-long, or for a workbook each (files?format=xlsx)`,
    )
  }
  const reports = storeReports(store, filter, { named: false, asKept: format.asKept ?? false })
  const all = holdsFields(name) ? 'fields' : 'reports'
  const stem = stemOf(query, all)
  return fileOf(stem === all ? all : named(stem, name), format, reports, listeners)
}

/** A file's name tells what its rows are: two files of one batch are not to be called the same. */
function named(stem: string, format: ExportFormatName): string {
  return holdsFields(format) ? `${stem}-fields` : stem
}

function holdsFields(format: ExportFormatName): boolean {
  return format === 'xlsx-long' || format.endsWith('-fields')
}

function fileOf(
  stem: string,
  format: StreamFormat,
  reports: OutgoingReports | readonly (Outgoing | Unavailable)[],
  listeners: Listeners,
): ReportFile {
  const text = format.mediaType.startsWith('text/') || format.mediaType === 'application/x-ndjson'
  return {
    name: `${stem}.${format.extension}`,
    type: text ? `${format.mediaType}; charset=utf-8` : format.mediaType,
    body: streamOf(format, iterate(reports), listeners),
  }
}

async function* iterate(reports: OutgoingReports | readonly (Outgoing | Unavailable)[]) {
  yield* reports
}
