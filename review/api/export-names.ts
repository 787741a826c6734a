// Apart from what is checked with them: the page takes the names, and no library that checks.

/** GET reports?format= : reports as one file, in this order on the page. */
export const EXPORT_FORMATS = [
  'json',
  'jsonl',
  'csv',
  'csv-fields',
  'xlsx',
  'xlsx-long',
  'parquet',
  'parquet-fields',
] as const
export type ExportFormatName = (typeof EXPORT_FORMATS)[number]

/** Formats that hold one report: they take `document`. */
export const SINGLE_FORMATS: readonly ExportFormatName[] = ['json']

/** GET files?format= : formats that give every report files of its own; many files come as a zip. */
export const FILES_FORMATS = ['pdf', 'alto', 'hocr', 'bag', 'xlsx'] as const
export type FilesFormat = (typeof FILES_FORMATS)[number]

/** Those that show the pages, which text dumps do not have; a bag of a dump holds the dump and its report. */
export const PAGE_FORMATS: readonly FilesFormat[] = ['pdf', 'alto', 'hocr']

/** Of these a report has one file, which is handed out by itself where one document is asked for. */
export const ONE_FILE_FORMATS: readonly FilesFormat[] = ['pdf', 'xlsx']
