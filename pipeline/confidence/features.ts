import type { CellMark, Reading } from '../../schemas/page.ts'
import { parseValue } from '../read/value.ts'
import { inkPerCharacter } from './ink.ts'
import type { PageTraits } from './page-traits.ts'

/** How the readers stand to the value that was taken: by two or more, with or without another that contradicts, or by one. */
export type Agreement = 'agree' | 'outvoted' | 'alone' | 'contested' | 'none'
/** What was taken: the commonest figure, a figure of one digit, a longer one, a mark, nothing, or no figure at all. */
export type CellKind = 'zero' | 'digit' | 'figure' | 'dash' | 'blank' | 'text'
/** What the sums say: the cell stands in one that passes with figures, only in ones over zeros, in none, or is suspected. */
export type Support = 'figures' | 'zeros' | 'none' | 'suspect'

/** Everything from which the probability of a right reading is told; plain data, one per cell. */
export type ReadingFeatures = {
  readonly agreement: Agreement
  readonly kind: CellKind
  /** Scores, 0 … 1, of the readers that read what was taken: the surest and the least sure; 0 where nobody did. */
  readonly best: number
  readonly least: number
  /** Highest score of a reader that read something else; 0 where none did. */
  readonly rival: number
  /** Characters of what was taken. */
  readonly length: number
  /** How far the ink of a character is from what is usual on the page: |log2|; 0 where nobody can say. */
  readonly inkDeviation: number
  /** Share of dark pixels in a cell taken for blank. */
  readonly blankInk: number
  /** Share of the page's cells about which the readers disagree, 0 … 1. */
  readonly noise: number
  readonly support: Support
}

/** A cell as far as its reading goes. */
export type ReadCell = {
  readonly raw: string
  readonly ink: number | null
  readonly mark?: CellMark | undefined
  readonly readings: readonly Reading[]
  readonly box?: readonly [number, number, number, number] | null | undefined
}

/** The features of a cell that was read from pixels; null for one from a text layer or dump, where nothing was recognized. */
export function collectFeatures(cell: ReadCell, page: PageTraits, support: Support): ReadingFeatures | null {
  if (cell.mark === undefined) return null
  const taken = parseValue(cell.raw)
  const said = cell.readings.filter(({ raw }) => raw.trim() !== '')
  const same = ({ raw }: Reading) => {
    const value = parseValue(raw)
    return value.state === taken.state && value.value === taken.value
  }
  const backers = said.filter(same).map(({ score }) => score)
  const rivals = said.filter((reading) => !same(reading)).map(({ score }) => score)
  const kind = kindOf(taken)
  return {
    agreement: kind === 'blank' && said.length === 0 ? 'alone' : agreementOf(backers.length, rivals.length),
    kind,
    best: Math.max(0, ...backers),
    least: backers.length > 0 ? Math.min(...backers) : 0,
    rival: Math.max(0, ...rivals),
    length: [...cell.raw.replace(/\s/gu, '')].length,
    inkDeviation: deviation(cell, page),
    blankInk: kind === 'blank' ? (cell.ink ?? 0) : 0,
    noise: page.disagreement,
    support,
  }
}

function agreementOf(backers: number, rivals: number): Agreement {
  if (backers === 0) return 'none'
  if (rivals === 0) return backers > 1 ? 'agree' : 'alone'
  return backers > 1 ? 'outvoted' : 'contested'
}

function kindOf({ state, value }: ReturnType<typeof parseValue>): CellKind {
  if (state === 'dash' || state === 'blank') return state
  if (typeof value !== 'number') return 'text'
  if (value === 0) return 'zero'
  return value > 0 && value < 10 && Number.isInteger(value) ? 'digit' : 'figure'
}

function deviation(cell: ReadCell, page: PageTraits): number {
  const own = inkPerCharacter(cell)
  if (own === null || page.inkPerCharacter === null) return 0
  return Math.abs(Math.log2(own / page.inkPerCharacter))
}
