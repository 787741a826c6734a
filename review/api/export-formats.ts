import { z } from 'zod'

/** GET reports?format= : what the page offers, in this order. Formats that hold originals are the command line's. */
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

/** Reports as one file: all, those of a batch, or that of a document. `bom` begins CSV with a byte order mark. */
export const ExportQuery = z.object({
  format: z.enum(EXPORT_FORMATS).default('jsonl'),
  batch: z.string().optional(),
  document: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  bom: z.enum(['0', '1']).optional(),
})
export type ExportQuery = Readonly<z.infer<typeof ExportQuery>>
