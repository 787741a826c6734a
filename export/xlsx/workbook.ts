import { fieldLabels } from '../../pipeline/compare/labels.ts'
import type { Form } from '../../schemas/form.ts'
import { READER } from '../../schemas/report.ts'
import type { Outgoing } from '../outgoing.ts'
import { correctedBy } from '../rows/corrected-by.ts'
import { CHECK_SHEET, checkRows } from './check-sheet.ts'
import { bookParts, type Sheet } from './file/book.ts'
import { zippedSmall } from './file/zipped.ts'
import { formSheet } from './form-sheet.ts'
import { stylesXml } from './styles.ts'
import { sheetName } from './text.ts'

/** Rows that wait to be listed at most: then they get a sheet, and the next ones a further one. */
const WAITING = 10_000

/**
 * A workbook in pieces, made as it is read: a sheet for each report, laid out as the form, then one with sources and failed
 * checks. `alone`: there is one report.
 */
export function workbook(
  reports: AsyncIterable<Outgoing>,
  forms: readonly Form[],
  alone: boolean,
): AsyncGenerator<Uint8Array> {
  return zippedSmall(bookParts(sheetsOf(reports, forms, alone), { creator: READER, styles: stylesXml() }))
}

async function* sheetsOf(
  reports: AsyncIterable<Outgoing>,
  forms: readonly Form[],
  alone: boolean,
): AsyncGenerator<Sheet> {
  const taken = new Set([CHECK_SHEET])
  const checks = checkRows(fieldLabels(forms))
  let listed = 0
  const list = () => checks.take(listed++ === 0 ? CHECK_SHEET : sheetName(CHECK_SHEET, taken))
  for await (const one of reports) {
    const name = sheetName(alone ? '年报' : one.name.replace(/\.\w{1,5}$/, ''), taken)
    yield formSheet(one.report, { forms, name, ownNames: !alone, correctedBy: await correctedBy(one) })
    checks.add(one.name, one.report)
    if (checks.waiting >= WAITING) yield list()
  }
  if (checks.waiting > 0 || listed === 0) yield list()
}
