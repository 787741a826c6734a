import type { GridCell } from '../../schemas/page.ts'

export const COLOURS = {
  paper: '#ffffff',
  gap: '#808080',
  bar: '#22252b',
  bright: '#f0f0f0',
  veil: 'rgba(255,255,255,0.35)',
  ruling: '#e02020',
  cell: '#2060ff',
  span: '#b000c0',
  edge: '#9aa0a8',
  line: '#009080',
  text: '#000000',
  reading: '#20407a',
  note: '#6a6f78',
  sure: '#c4efc4',
  likely: '#fff0a0',
  doubtful: '#ffb4ac',
  blank: '#f1f2f4',
  unread: '#dfe6f5',
} as const

/** From this probability or score on a cell is drawn as sure, from that one as likely. */
const [SURE, LIKELY] = [0.98, 0.9]

/** What the colours stand for. */
export const LEGEND: readonly { readonly colour: string; readonly text: string; readonly stroke?: boolean }[] = [
  { colour: COLOURS.sure, text: `sure (${SURE} and above)` },
  { colour: COLOURS.likely, text: `likely (${LIKELY} and above)` },
  { colour: COLOURS.doubtful, text: 'doubtful, or readers disagree' },
  { colour: COLOURS.blank, text: 'blank' },
  { colour: COLOURS.unread, text: 'no reading' },
  { colour: COLOURS.ruling, text: 'ruling', stroke: true },
  { colour: COLOURS.cell, text: 'cell', stroke: true },
  { colour: COLOURS.span, text: 'spanning cell', stroke: true },
  { colour: COLOURS.line, text: 'line of prose', stroke: true },
]

/** The colour of a cell: by its confidence where it has one, else by its readings: the lowest score, and whether they agree. */
export function colourOf(cell: GridCell, confidence: number | null): string {
  if (confidence !== null) return byScore(confidence)
  if (cell.mark === 'unreadable') return COLOURS.doubtful
  if (cell.readings.length === 0) return cell.text === '' ? COLOURS.blank : COLOURS.unread
  if (new Set(cell.readings.map(({ raw }) => raw)).size > 1) return COLOURS.doubtful
  return byScore(Math.min(...cell.readings.map(({ score }) => score)))
}

function byScore(score: number): string {
  if (score >= SURE) return COLOURS.sure
  return score >= LIKELY ? COLOURS.likely : COLOURS.doubtful
}
