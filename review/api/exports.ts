import { type ExportFormatName, FILES_FORMATS, type FilesFormat } from './export-names.ts'
import type { Role } from './session.ts'

/** Something of all documents, or of those that are chosen, that may be downloaded. */
export type Download =
  | { readonly what: 'reports'; readonly format: ExportFormatName; readonly role: Role }
  | { readonly what: 'files'; readonly format: FilesFormat; readonly role: Role }
  /** Of all documents, whatever is chosen. */
  | { readonly what: 'truths' | 'audit'; readonly format: null; readonly role: Role }

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

/** Formats for archives in which one document is fetched. */
export const ARCHIVE_FORMATS: readonly FilesFormat[] = FILES_FORMATS.filter((format) => format !== 'xlsx')

/** What the page offers for download. */
export const DOWNLOADS: readonly Download[] = [
  ...REPORT_FORMATS.map((format) => ({ what: 'reports', format, role: 'viewer' }) as const),
  ...FILES_FORMATS.map((format) => ({ what: 'files', format, role: 'viewer' }) as const),
  { what: 'truths', format: null, role: 'viewer' },
  { what: 'audit', format: null, role: 'admin' },
]

/** Whether a format is text that spreadsheet programs take for UTF-8 only where it begins with a byte order mark. */
export function wantsMark(format: Download['format']): boolean {
  return format === 'csv' || format === 'csv-fields'
}
