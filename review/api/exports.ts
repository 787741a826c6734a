import type { ExportFormatName } from './export-formats.ts'
import type { Role } from './session.ts'

/** Something of all documents, or of a batch, that may be downloaded. */
export type Download = {
  readonly what: 'reports' | 'truths' | 'audit'
  /** What GET takes as ?format=; null where there is but one. */
  readonly format: ExportFormatName | null
  readonly role: Role
  /** Whether ?batch= narrows it. */
  readonly byBatch: boolean
}

/** Formats of GET /api/exports/reports that hold many reports, in the order of the menu: those that people open first. */
export const REPORT_FORMATS: readonly ExportFormatName[] = [
  'xlsx',
  'xlsx-long',
  'csv',
  'csv-fields',
  'jsonl',
  'parquet',
  'parquet-fields',
]

/** Formats in which one document's report is fetched; its JSON has a button of its own. */
export const DOCUMENT_FORMATS: readonly ExportFormatName[] = ['xlsx', 'csv-fields']

/** What the page offers for download. */
export const DOWNLOADS: readonly Download[] = [
  ...REPORT_FORMATS.map((format) => ({ what: 'reports', format, role: 'viewer', byBatch: true }) as const),
  { what: 'truths', format: null, role: 'viewer', byBatch: false },
  { what: 'audit', format: null, role: 'admin', byBatch: false },
]

/** Whether a format is text that spreadsheet programs take for UTF-8 only where it begins with a byte order mark. */
export function wantsMark(format: ExportFormatName | null): boolean {
  return format === 'csv' || format === 'csv-fields'
}
