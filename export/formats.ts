import type { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import type { ExportFormat } from './outgoing.ts'

/** What a format can be told; each heeds what concerns it. */
export type FormatOptions = {
  /** Forms that reports follow, a further one before those that ship; left out: those that ship. */
  readonly forms?: readonly Form[] | undefined
  /** Begins text with a byte order mark, by which Excel knows UTF-8. */
  readonly bom?: boolean | undefined
  /** Puts all reports into one file, where the format can do both. */
  readonly oneFile?: boolean | undefined
}

/** Every format, loaded when it is wanted: nobody who asks for lines waits for a library of spreadsheets. */
export const FORMATS = {
  json: async () => (await import('./json/files.ts')).JSON_FILES,
  jsonl: async () => (await import('./json/lines.ts')).JSON_LINES,
  csv: async ({ forms, bom }) => (await import('./csv/format.ts')).csv((await reportRow())(forms), bom ?? false),
  'csv-fields': async ({ bom }) => (await import('./csv/format.ts')).csv(await fieldRows(), bom ?? false),
  xlsx: async ({ forms = FORMS, oneFile = false }) => {
    const { xlsx, xlsxBook } = await import('./xlsx/format.ts')
    return oneFile ? xlsxBook(forms) : xlsx(forms)
  },
  'xlsx-long': async ({ forms = FORMS }) => (await import('./xlsx/long.ts')).xlsxLong(await fieldRows(), forms),
  parquet: async ({ forms }) => (await import('./parquet/format.ts')).parquet((await reportRow())(forms), 2_000),
  'parquet-fields': async () => (await import('./parquet/format.ts')).parquet(await fieldRows(), 20_000),
  pdf: async () => (await import('./archive/pdf/format.ts')).SEARCHABLE_PDF,
  alto: async () => (await import('./archive/alto/format.ts')).ALTO,
  hocr: async () => (await import('./archive/hocr/format.ts')).HOCR,
  bag: async () => {
    const [{ bagFormat }, { dayOf }] = await Promise.all([
      import('./archive/bag/format.ts'),
      import('./archive/bag/info.ts'),
    ])
    return bagFormat({ date: dayOf(process.env.SOURCE_DATE_EPOCH) })
  },
} as const satisfies Record<string, (options: FormatOptions) => Promise<ExportFormat>>

async function reportRow() {
  return (await import('./rows/report-row.ts')).reportRow
}

async function fieldRows() {
  return (await import('./rows/field-rows.ts')).FIELD_ROWS
}

export type FormatName = keyof typeof FORMATS

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[]

/** A format as it is told to be. */
export function loadFormat(name: FormatName, options: FormatOptions = {}): Promise<ExportFormat> {
  const load: (options: FormatOptions) => Promise<ExportFormat> = FORMATS[name]
  return load(options)
}
