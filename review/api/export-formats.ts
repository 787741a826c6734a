import { z } from 'zod'
import { DOCUMENT_STATES } from '../../store/schema.ts'

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

/** Which reports: what is left out does not narrow; `document` is one, and nothing else counts then. */
export const Selection = z.object({
  batch: z.string().optional(),
  state: z.enum(DOCUMENT_STATES).optional(),
  agency: z.string().optional(),
  year: z.coerce.number().int().optional(),
  form: z.string().optional(),
  document: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type Selection = Readonly<z.infer<typeof Selection>>

/** Reports as one file. `bom` begins CSV with a byte order mark. */
export const ExportQuery = Selection.extend({
  format: z.enum(EXPORT_FORMATS).default('jsonl'),
  bom: z.enum(['0', '1']).optional(),
})
export type ExportQuery = Readonly<z.infer<typeof ExportQuery>>

/** Files of each report. */
export const FilesQuery = Selection.extend({ format: z.enum(FILES_FORMATS) })
export type FilesQuery = Readonly<z.infer<typeof FilesQuery>>

/** What a selection would give, before anybody fetches it. */
export const Outlook = z.object({
  reports: z.number().int(),
  /** Reports of text dumps, which PAGE_FORMATS leave out. */
  dumps: z.number().int(),
  /** Reports that one workbook takes; null: as many as there are. */
  workbook: z.number().int().nullable(),
})
export type Outlook = Readonly<z.infer<typeof Outlook>>
