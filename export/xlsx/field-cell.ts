import type { Cell, CellStyle } from 'hucre/xlsx'
import type { Field } from '../../schemas/report.ts'
import { CORRECTED, FLAGGED } from './styles.ts'
import { cellText } from './text.ts'
import { REASON_WORDS, STATE_WORDS } from './words.ts'

/** Who wrote the notes. */
const AUTHOR = 'nianbao'

/** A field as a cell: figures as numbers, in colour what is flagged or corrected, with a note that says why. */
export function fieldCell(field: Field, style: CellStyle, correctedBy: string | undefined): Partial<Cell> {
  const colour = field.review ? FLAGGED : field.corrected ? CORRECTED : {}
  const note = field.review ? flaggedNote(field) : field.corrected ? correctedNote(field, correctedBy) : null
  return {
    value: shown(field),
    style: { ...style, ...colour },
    ...(note === null ? {} : { comment: { author: AUTHOR, text: cellText(note) } }),
  }
}

/** What a cell shows: nothing for a blank one, a dash as it is printed. */
function shown({ value, state, raw }: Pick<Field, 'value' | 'state' | 'raw'>): string | number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return cellText(value)
  if (state === 'dash') return cellText(raw) || '—'
  return state === 'unreadable' || state === 'missing' ? STATE_WORDS[state] : null
}

function flaggedNote({ reasons, raw, readings, suggestion, candidates, confidence }: Field): string {
  return [
    `待核对：${reasons.map((reason) => REASON_WORDS[reason]).join('；')}`,
    ...(raw === '' ? [] : [`识别为：${raw}`]),
    ...(readings.length > 1 ? [readings.map(({ reader, raw }) => `${reader}：${raw || '（无）'}`).join('，')] : []),
    ...(candidates === undefined ? [] : [`可能是：${candidates.map((one) => one ?? '空白').join('，')}`]),
    ...(suggestion === undefined ? [] : [`建议：${suggestion}`]),
    `置信度：${confidence}`,
  ].join('\n')
}

function correctedNote({ read, raw }: Field, by: string | undefined): string {
  const before = read ? (read.value ?? STATE_WORDS[read.state as keyof typeof STATE_WORDS] ?? raw) : raw
  return [`已人工核对${by === undefined ? '' : `：${by}`}`, `原识别为：${before}`].join('\n')
}
