import type { Values } from './numbers.ts'
import type { Random } from './random.ts'

/** A printed cell: the characters, and what they say. `accept` holds readings that are as good. */
export interface Cell {
  readonly value: number | null
  readonly state: 'number' | 'blank' | 'dash'
  readonly raw: string
  readonly accept?: readonly (number | null)[]
}

/**
 * How an organisation prints its zeros: as 0; blank in the body but 0 in the totals; blank everywhere; as a dash;
 * or `narrow`: only the citizens' and the total column are filled in, the others stay empty.
 */
export type Style = 'zeros' | 'blankBody' | 'blanks' | 'dashes' | 'narrow'

/** Prints every value in one style; the cells named in `plain` are printed as they are. */
export function printCells(
  values: Values,
  style: Style,
  plain: ReadonlySet<string>,
  random: Random,
): Record<string, Cell> {
  const dash = random.pick(['/', '—', '-'])
  const habit = {
    plus: random.chance(0.5),
    word: random.chance(0.15),
    comma: random.chance(0.15),
    unit: random.pick(['', '', '万元', '元', ' 万元']),
    note: random.chance(0.15),
  }
  const cells: Record<string, Cell> = {}
  for (const [id, value] of Object.entries(values)) {
    const zero = value === 0 && !plain.has(id) ? printZero(id, style, dash) : undefined
    cells[id] = zero ?? printNumber(id, value, habit, random)
  }
  return cells
}

function printZero(id: string, style: Style, dash: string): Cell | undefined {
  const [table = '', , column = ''] = id.split('.')
  const blank: Cell = { value: null, state: 'blank', raw: '' }
  if (table.startsWith('art20_')) return style === 'dashes' ? { value: null, state: 'dash', raw: dash } : undefined
  switch (style) {
    case 'zeros':
      return undefined
    case 'dashes':
      return column === 'total' ? undefined : { value: null, state: 'dash', raw: dash }
    case 'blanks':
      return blank
    case 'blankBody':
      return column === 'total' ? undefined : blank
    case 'narrow':
      return column === 'total' || column === 'naturalPerson' ? undefined : blank
  }
}

interface Habit {
  readonly plus: boolean
  readonly word: boolean
  readonly comma: boolean
  readonly unit: string
  readonly note: boolean
}

function printNumber(id: string, value: number, habit: Habit, random: Random): Cell {
  const column = id.split('.').at(-1)
  const number = (raw: string, accept?: readonly (number | null)[]): Cell => ({
    value,
    state: 'number',
    raw,
    ...(accept ? { accept } : {}),
  })
  if (column === 'change' && value !== 0) {
    // 减5 is printed as a word before a plain 5: a reader may keep the sign or the characters' own number.
    if (habit.word) return value > 0 ? number(`增${value}`) : number(`减${-value}`, [-value])
    return number(habit.plus && value > 0 ? `+${value}` : String(value))
  }
  if (column === 'amount' && value !== 0 && id.startsWith('art20_9')) return number(`${value}${habit.unit}`)
  if (habit.note && value > 3 && id.startsWith('art20_1.normativeDocuments'))
    return number(random.pick([`${value}（其中修订${random.int(1, 3)}件）`, `${value}（含废止${random.int(1, 3)}件）`]))
  if (habit.comma && value >= 1000) return number(value.toLocaleString('en-US', { maximumFractionDigits: 4 }))
  return number(String(value))
}
