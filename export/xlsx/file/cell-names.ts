import { escapeMarkup } from '../../escape.ts'

/** A name for cells of a sheet, `range` such as $B$7; `own`: other sheets may have the same. */
export type RangeName = {
  readonly name: string
  readonly range: string
  readonly own: boolean
  readonly hidden?: boolean
}

/**
 * Names of cells that a workbook is given at most: programs take in every one of them when they open the file, LibreOffice
 * 20,000 in 14 s.
 */
export const MOST_NAMES = 5_000

/** Named cells as they add up, sheet by sheet; `own` names are kept apart by sheet. */
export type CellNames = {
  add(sheet: number, sheetName: string, names: readonly RangeName[]): void
  /** As the workbook lists them; `place`: where a sheet stands among all, from 0. */
  xml(place: (sheet: number) => number): Generator<string>
}

type Named = { readonly sheet: number; readonly text: string; readonly name: RangeName }

/** Names that belong to the print or a filter stay, those of cells only as long as they are not too many. */
export function cellNames(most = MOST_NAMES): CellNames {
  const kept: Named[] = []
  let cells: Named[] | null = []
  return {
    add(sheet, sheetName, names) {
      const where = `'${sheetName.replaceAll("'", "''")}'!`
      for (const name of names) {
        const one = { sheet, name, text: `${where}${name.range}` }
        if (name.name.startsWith('_xlnm.')) kept.push(one)
        else cells?.push(one)
      }
      if (cells && cells.length > most) cells = null
    },
    *xml(place) {
      for (const { sheet, name, text } of [...kept, ...(cells ?? [])]) {
        const own = name.own ? ` localSheetId="${place(sheet)}"` : ''
        yield `<definedName name="${name.name}"${own}${name.hidden ? ' hidden="1"' : ''}>${escapeMarkup(text)}</definedName>`
      }
    },
  }
}
