import { type Damage, type Kind, LETTER_DAMAGES, LINE_DAMAGES, ROW_DAMAGES } from './garble/kinds.ts'
import { broken, type Line, plain, textOf } from './garble/lines.ts'
import { drawPress, type Press } from './garble/press.ts'
import { textRows } from './garble/rows.ts'
import type { Block } from './layout.ts'
import { layOut } from './layout.ts'
import type { Random } from './random.ts'
import type { Report } from './report.ts'
import type { Habits, Sheet } from './sheet.ts'

/** A damaged text dump of a report, with what is needed to tell what it still says. */
export interface Dump {
  readonly text: string
  readonly lines: readonly Line[]
  /** Field ids of each row of values in printed order. */
  readonly slots: ReadonlyMap<string, readonly string[]>
  readonly explicit: boolean
  readonly kind: Kind
  readonly damages: readonly Damage[]
}

/** Prints a report as a text dump of one kind with the given damages. */
export function garble(report: Report, kind: Kind, damages: readonly Damage[], habits: Habits, random: Random): Dump {
  const press = drawPress(kind, damages.includes('loseCells'), random)
  const blocks = layOut(
    report,
    { ...habits, swapped: habits.swapped && press.headed && !damages.includes('clipHeads') },
    random,
  )
  const sheets = blocks.flatMap((block) => (block.kind === 'sheet' ? [block.sheet] : []))
  const lost = damages.includes('loseTable') ? random.pick(sheets).id : undefined
  let lines = blocks.flatMap((block) => printBlock(block, press, damages, lost, random))
  for (const name of damages)
    if (name in LINE_DAMAGES) lines = LINE_DAMAGES[name as keyof typeof LINE_DAMAGES](lines, random)
  for (const name of damages)
    if (name in LETTER_DAMAGES) lines = LETTER_DAMAGES[name as keyof typeof LETTER_DAMAGES](lines, random)
  if (press.letters) lines = press.letters(lines, random)
  const newline = random.chance(0.15) ? '\r\n' : '\n'
  return {
    text: lines.map(textOf).join(newline),
    lines,
    slots: slotsOf(sheets),
    explicit: press.explicit,
    kind,
    damages,
  }
}

function printBlock(
  block: Block,
  press: Press,
  damages: readonly Damage[],
  lost: string | undefined,
  random: Random,
): Line[] {
  switch (block.kind) {
    case 'title':
      return [...block.lines.map(plain), plain('')]
    case 'sheet':
      return block.sheet.id === lost ? [] : [...printSheet(block.sheet, press, damages, random), plain('')]
    case 'paragraph':
      return [...(press.width === 0 ? [block.text] : broken(block.text, press.width)).map(plain), plain('')]
    default:
      return [plain(block.text), plain('')]
  }
}

const EVERYWHERE: readonly Damage[] = ['misprintLabels', 'clipHeads']

function printSheet(sheet: Sheet, press: Press, damages: readonly Damage[], random: Random): Line[] {
  let rows = textRows(sheet)
  for (const name of damages)
    if (name in ROW_DAMAGES && (sheet.id === 'requests' || EVERYWHERE.includes(name)))
      rows = ROW_DAMAGES[name as keyof typeof ROW_DAMAGES](rows, random)
  return press.print(rows)
}

function slotsOf(sheets: readonly Sheet[]): Map<string, string[]> {
  const slots = new Map<string, string[]>()
  for (const sheet of sheets)
    for (const row of textRows(sheet)) {
      const fields = row.cells.flatMap((cell) => (cell.field === undefined ? [] : [cell.field]))
      if (fields.length > 0) slots.set(row.key, fields)
    }
  return slots
}
