import { escapeMarkup } from '../../escape.ts'

/** What a cell holds: text as `cellText` makes it. */
export type Value = string | number | boolean | null

export type Merge = { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }

/** How a sheet is shown and printed; `widths` of its columns in characters. */
export type Setup = { readonly widths: readonly number[]; readonly frozenRows?: number; readonly onePageWide?: boolean }

/** What stands behind the cells; `filter`: the cells that a filter is put over, such as A1:C9. */
export type Behind = { readonly merges?: readonly Merge[]; readonly filter?: string | null; readonly notes: boolean }

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An XML document with one element at the top. */
export function xmlPart(element: string, namespaces: Readonly<Record<string, string>>, content: string): string {
  const names = Object.entries(namespaces).map(([name, uri]) => ` ${name}="${uri}"`)
  return `${DECLARATION}<${element}${names.join('')}>${content}</${element}>`
}

/** A sheet up to its rows. */
export function sheetHead({ widths, frozenRows = 0, onePageWide = false }: Setup): string {
  const below = `A${frozenRows + 1}`
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/>`
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return [
    `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${LINKS}">`,
    onePageWide ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '',
    `<sheetViews><sheetView workbookViewId="0">${frozenRows > 0 ? pane : ''}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`,
  ].join('')
}

/** A row of cells; `row` from 0, `height` in points where it is not the usual one. */
export function rowXml(row: number, cells: string, height?: number): string {
  const high = height === undefined ? '' : ` ht="${height}" customHeight="1"`
  return `<row r="${row + 1}"${high}>${cells}</row>`
}

/** A cell, `row` and `column` from 0; nothing for an empty one without a style of its own. `shared` gives texts numbers. */
export function cellXml(
  row: number,
  column: number,
  value: Value,
  style: number,
  shared?: (text: string) => number | null,
): string {
  const start = `<c r="${columnName(column)}${row + 1}"${style === 0 ? '' : ` s="${style}"`}`
  if (value === null) return style === 0 ? '' : `${start}/>`
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`
  if (typeof value === 'boolean') return `${start} t="b"><v>${value ? 1 : 0}</v></c>`
  const number = shared?.(value) ?? null
  return number === null
    ? `${start} t="inlineStr"><is>${textXml(value)}</is></c>`
    : `${start} t="s"><v>${number}</v></c>`
}

/** Text whose spaces and line ends count. */
export function textXml(text: string): string {
  const kept = /^\s|\s$|[\n\t]/.test(text) ? ' xml:space="preserve"' : ''
  return `<t${kept}>${/[&<>]/.test(text) ? escapeMarkup(text) : text}</t>`
}

/** A sheet behind its rows. */
export function sheetTail({ onePageWide = false }: Setup, { merges = [], filter = null, notes }: Behind): string {
  const merged = merges.map(({ row, column, rows, columns }) => {
    return `<mergeCell ref="${cellName(row, column)}:${cellName(row + rows - 1, column + columns - 1)}"/>`
  })
  return [
    '</sheetData>',
    filter === null ? '' : `<autoFilter ref="${filter}"/>`,
    merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`,
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="landscape"${onePageWide ? ' fitToWidth="1" fitToHeight="0"' : ''}/>`,
    notes ? '<legacyDrawing r:id="rId1"/>' : '',
    '</worksheet>',
  ].join('')
}

/** A cell's address, such as B7; `fixed`: as $B$7. */
export function cellName(row: number, column: number, fixed = false): string {
  return fixed ? `$${columnName(column)}$${row + 1}` : `${columnName(column)}${row + 1}`
}

const COLUMN_NAMES: string[] = []

function columnName(column: number): string {
  for (let next = COLUMN_NAMES.length; next <= column; next++) {
    const before = Math.floor(next / 26) - 1
    COLUMN_NAMES.push(`${before < 0 ? '' : COLUMN_NAMES[before]}${String.fromCharCode(65 + (next % 26))}`)
  }
  return COLUMN_NAMES[column]!
}
