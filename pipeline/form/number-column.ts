import { isFigureLike, parseValue } from '../read/value.ts'
import { NUMBER_COLUMN } from '../thresholds.ts'

/** A cell as a row of a table lists it; `column` is where it begins. */
type Placed = { readonly text: string; readonly column: number }

/**
 * The columns that number a table's rows: whole numbers, each one more than the one above, with a label behind it.
 * `rows` hold their cells from left to right; a column of figures has a label in front and none behind.
 */
export function numberColumns(rows: readonly (readonly Placed[])[]): ReadonlySet<number> {
  const numbers = new Map<number, { readonly number: number; readonly labelled: boolean }[]>()
  for (const cells of rows)
    cells.forEach((cell, i) => {
      if (!isWhole(cell.text)) return
      const number = Number(cell.text.normalize('NFKC'))
      const next = cells.slice(i + 1).find(({ text }) => text.trim() !== '')?.text ?? ''
      const labelled = parseValue(next).state === 'text' && !isFigureLike(next)
      numbers.set(cell.column, [...(numbers.get(cell.column) ?? []), { number, labelled }])
    })
  return new Set([...numbers].flatMap(([column, found]) => (areSerial(found) ? [column] : [])))
}

/** Whether a cell holds digits and nothing else. */
export function isWhole(text: string): boolean {
  return /^\s*\d+\s*$/u.test(text.normalize('NFKC'))
}

function areSerial(found: readonly { readonly number: number; readonly labelled: boolean }[]): boolean {
  const { least, share } = NUMBER_COLUMN
  const rising = found.slice(1).filter(({ number }, i) => number === found[i]!.number + 1).length
  return (
    found.length >= least &&
    rising >= share * (found.length - 1) &&
    found.filter((f) => f.labelled).length >= share * found.length
  )
}
