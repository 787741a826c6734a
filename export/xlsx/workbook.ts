import { cellRef, type WriteOptions, writeXlsx } from 'hucre/xlsx'
import type { Form } from '../../schemas/form.ts'
import { READER } from '../../schemas/report.ts'
import type { Outgoing } from '../outgoing.ts'
import { correctedBy } from '../rows/corrected-by.ts'
import { CHECK_SHEET, checkSheet } from './check-sheet.ts'
import { type FormSheet, formSheet } from './form-sheet.ts'
import { sheetName } from './text.ts'

/** Written into every workbook: the same report gives the same bytes at all times. */
const NO_TIME = new Date(Date.UTC(2000, 0, 1))

/** What a workbook takes as the name of a cell; with a point in it, it cannot be a cell's address. */
const CELL_NAME = /^[A-Za-z_]\w*(\.\w+)+$/

/**
 * A workbook: a sheet for each report, laid out as the form, then one with sources and failed checks. Every field's cell
 * bears the field's id as its name, so that formulas can say =requests.granted.total; of several reports, on its sheet.
 */
export async function workbook(reports: readonly Outgoing[], forms: readonly Form[]): Promise<Uint8Array> {
  const taken = new Set([CHECK_SHEET])
  const sheets: (FormSheet & { readonly name: string })[] = []
  for (const one of reports) {
    const name = sheetName(reports.length === 1 ? '年报' : one.name.replace(/\.\w{1,5}$/, ''), taken)
    sheets.push({ name, ...formSheet(one.report, forms, name, await correctedBy(one)) })
  }
  return writeXlsx({
    sheets: [...sheets.map(({ sheet }) => sheet), checkSheet(reports.map(({ name, report }) => [name, report]))],
    namedRanges: sheets.flatMap((sheet) => cellNames(sheet, reports.length > 1)),
    properties: { creator: READER, created: NO_TIME, modified: NO_TIME },
  })
}

function cellNames(
  { name, places }: FormSheet & { readonly name: string },
  scoped: boolean,
): NonNullable<WriteOptions['namedRanges']> {
  return [...places]
    .filter(([id]) => CELL_NAME.test(id))
    .map(([id, { row, column }]) => ({
      name: id,
      range: `'${name.replaceAll("'", "''")}'!${cellRef(row, column).replace(/^([A-Z]+)/, '$$$1$$')}`,
      ...(scoped ? { scope: name } : {}),
    }))
}
