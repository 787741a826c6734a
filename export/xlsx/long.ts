import { fieldLabels } from '../../pipeline/compare/labels.ts'
import type { Form } from '../../schemas/form.ts'
import { READER } from '../../schemas/report.ts'
import type { Exported, OutgoingReports, StreamFormat } from '../outgoing.ts'
import type { RowShape } from '../rows/shape.ts'
import { CHECK_SHEET, checkRows } from './check-sheet.ts'
import { bookParts, type Sheet } from './file/book.ts'
import { sharedTexts } from './file/shared.ts'
import { zippedLong } from './file/zipped.ts'
import { MEDIA_TYPE } from './format.ts'
import { longRows } from './long-rows.ts'
import { type LongLimits, longSheet, MOST } from './long-sheet.ts'
import { stylesXml } from './styles.ts'
import { sheetName } from './text.ts'

const FIELD_SHEET = '字段'

/** Rows of reports in one long sheet, which goes on in further ones; behind them sources and failed checks. */
export function xlsxLong(shape: RowShape, forms: readonly Form[], limits: LongLimits = MOST): StreamFormat {
  return {
    kind: 'stream',
    extension: 'xlsx',
    mediaType: MEDIA_TYPE,
    async *write(reports, sink) {
      const results: Exported[] = []
      const shared = sharedTexts()
      const sheets = sheetsOf(reports, { shape, forms, limits, results, shared: shared.numberOf })
      for await (const bytes of zippedLong(bookParts(sheets, { creator: READER, styles: stylesXml(), shared }))) {
        yield* results.splice(0)
        if (!(await sink.write(bytes))) return
      }
      yield* results.splice(0)
    },
  }
}

type Run = {
  readonly shape: RowShape
  readonly forms: readonly Form[]
  readonly limits: LongLimits
  readonly results: Exported[]
  readonly shared: (text: string) => number | null
}

async function* sheetsOf(
  reports: OutgoingReports,
  { shape, forms, limits, results, shared }: Run,
): AsyncGenerator<Sheet> {
  const labels = fieldLabels(forms)
  const checks = checkRows(labels)
  const taken = new Set<string>()
  const rows = longRows(reports, { shape, labels, results, onReport: checks.add })
  try {
    for (let first = true; first || (await rows.more()); first = false) {
      const full = () => checks.waiting >= limits.checks
      yield longSheet(sheetName(FIELD_SHEET, taken), rows, { columns: rows.columns, limits, full, shared })
      if (first || checks.waiting > 0) yield checks.take(sheetName(CHECK_SHEET, taken))
    }
  } finally {
    await rows.end()
  }
}
