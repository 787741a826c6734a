import type { CellStyle } from 'hucre/xlsx'

const LINE = { style: 'thin', color: { rgb: '808080' } } as const
const GRID = { top: LINE, right: LINE, bottom: LINE, left: LINE }
const MIDDLE = { horizontal: 'center', vertical: 'center', wrapText: true } as const

function filled(rgb: string): CellStyle {
  return { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } }
}

/** A field that somebody should look at. */
export const FLAGGED = filled('FFD966')
/** A field that a person settled. */
export const CORRECTED = filled('BDD7EE')

export const TITLE: CellStyle = { font: { bold: true, size: 14 }, alignment: { vertical: 'center' } }
export const SECTION: CellStyle = { font: { bold: true, size: 12 }, alignment: { vertical: 'center' } }
export const NOTE: CellStyle = { font: { size: 9, color: { rgb: '595959' } } }
export const HEADING: CellStyle = { ...filled('F2F2F2'), border: GRID, alignment: MIDDLE }
export const LABEL: CellStyle = { border: GRID, alignment: { vertical: 'center', wrapText: true } }
export const VALUE: CellStyle = { border: GRID, alignment: MIDDLE }
export const WORDS: CellStyle = { border: GRID, alignment: { horizontal: 'left', vertical: 'center', wrapText: true } }
