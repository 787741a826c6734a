import { z } from 'zod'
import { DOCUMENT_STATES } from '../../store/schema.ts'
import { EXPORT_FORMATS, FILES_FORMATS } from './export-names.ts'

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
