import type { Field } from '../../schemas/report.ts'
import type { Cell } from './sheet.ts'
import type { Mark } from './styles.ts'
import { cellText } from './text.ts'
import { REASON_WORDS, STATE_WORDS } from './words.ts'

/** A field as a cell: figures as numbers, in colour what is flagged or corrected, with a note that says why. */
export function fieldCell(field: Field, correctedBy: string | undefined): Cell {
  const value = shown(field)
  return { value, look: typeof field.value === 'string' ? 'words' : 'value', ...fieldMark(field, correctedBy) }
}

/** How a field's cell is marked, and the note that says why; neither for one that is accepted as it was read. */
export function fieldMark(field: Field, correctedBy: string | undefined): { mark?: Mark; note?: string } {
  if (field.review) return { mark: 'flagged', note: flaggedNote(field) }
  return field.corrected ? { mark: 'corrected', note: correctedNote(field, correctedBy) } : {}
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
