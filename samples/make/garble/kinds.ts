import {
  clipHeads,
  cutLabels,
  loseCells,
  mergeGroups,
  misprintLabels,
  type RowDamage,
  renumberLabels,
  spaceGroups,
  splitGroups,
  splitHeads,
} from './damage.ts'
import { breakSpaces, halveMarks, type LetterDamage, widenDigits } from './letters.ts'
import {
  addForeignTable,
  addNavigation,
  addNotes,
  addPageNumbers,
  dropOpening,
  type LineDamage,
  truncate,
} from './noise.ts'

/** The main kinds of dump. */
export const KINDS = [
  'tabs',
  'pipes',
  'markdown',
  'cellLines',
  'plainLines',
  'running',
  'aligned',
  'detached',
  'traditional',
] as const
export type Kind = (typeof KINDS)[number]

/** The damages of each sort by name. */
export const ROW_DAMAGES = {
  clipHeads,
  splitHeads,
  renumberLabels,
  loseCells,
  mergeGroups,
  splitGroups,
  cutLabels,
  misprintLabels,
  spaceGroups,
} satisfies Record<string, RowDamage>
export const LINE_DAMAGES = {
  addNavigation,
  addForeignTable,
  addPageNumbers,
  addNotes,
  dropOpening,
  truncate,
} satisfies Record<string, LineDamage>
export const LETTER_DAMAGES = { halveMarks, widenDigits, breakSpaces } satisfies Record<string, LetterDamage>

/** A damage by its name. `loseTable` leaves one of the three tables out. */
export type Damage = keyof typeof ROW_DAMAGES | keyof typeof LINE_DAMAGES | keyof typeof LETTER_DAMAGES | 'loseTable'

const TABLE_NOISE: readonly Damage[] = [
  'addNavigation',
  'addForeignTable',
  'addPageNumbers',
  'addNotes',
  'dropOpening',
  'truncate',
  'loseTable',
]
const MARKS: readonly Damage[] = ['halveMarks', 'widenDigits', 'misprintLabels', 'renumberLabels']
const CELLS: readonly Damage[] = [
  'loseCells',
  'mergeGroups',
  'cutLabels',
  'spaceGroups',
  'breakSpaces',
  'splitHeads',
  'clipHeads',
]

/** The damages that come with a kind: those that would leave no trace in it, or could not happen, are left out. */
export const POSSIBLE: Readonly<Record<Kind, readonly Damage[]>> = {
  tabs: [...TABLE_NOISE, ...MARKS, ...CELLS, 'loseCells', 'splitGroups', 'cutLabels'],
  pipes: [...TABLE_NOISE, ...MARKS, ...CELLS],
  markdown: [...TABLE_NOISE, ...MARKS, 'splitGroups', 'mergeGroups', 'cutLabels', 'splitHeads'],
  cellLines: [...TABLE_NOISE, ...MARKS, 'mergeGroups', 'breakSpaces', 'clipHeads'],
  plainLines: [...TABLE_NOISE, ...MARKS, 'loseCells', 'clipHeads'],
  running: [...TABLE_NOISE, ...MARKS, 'cutLabels', 'addPageNumbers'],
  aligned: [...TABLE_NOISE, ...MARKS, 'addPageNumbers'],
  detached: [...TABLE_NOISE, ...MARKS],
  traditional: ['addNavigation', 'dropOpening', 'truncate', 'halveMarks', 'breakSpaces', 'addNotes', 'splitHeads'],
}
