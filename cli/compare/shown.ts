import type { FieldView } from '../../schemas/comparison.ts'
import { say } from '../language.ts'
import { printable } from '../printable.ts'
import type { Cell } from '../show/layout.ts'
import type { Style } from '../style.ts'

/** Longest text shown of a cell, in characters; --json has all of it. */
const LONGEST = 24
/** Longest list of one kind that a terminal gets; --json has all of them. */
const LONGEST_LIST = 60

/** What stands in a cell: its value with the unit, else its state in a word. */
export function shownValue({ value, state, unit }: Pick<FieldView, 'value' | 'state' | 'unit'>): string {
  if (value === null) return stateWord(state)
  return `${shorten(`${value}`)}${unit === undefined ? '' : ` ${printable(unit)}`}`
}

function stateWord(state: FieldView['state']): string {
  const words: Readonly<Record<FieldView['state'], string>> = {
    number: say('number', '数字'),
    text: say('text', '文字'),
    blank: say('blank', '空白'),
    dash: say('dash', '横线'),
    unreadable: say('unreadable', '无法辨认'),
    missing: say('missing', '缺失'),
  }
  return words[state]
}

/** A text that fits a column. */
export function shorten(text: string): string {
  const characters = [...text]
  return printable(characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text)
}

/** So many of something, in English. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** A number in a cell. */
export function right(text: string | number): Cell {
  return { text: `${text}`, align: 'right' }
}

/**
 * A titled block of lines, cut where it would go on over many screens; nothing for no lines. Lines of no `width` are for
 * programs such as grep, and are all there.
 */
export function block(
  title: string,
  lines: readonly string[],
  { strong, faint }: Style,
  width: number,
): readonly string[] {
  if (lines.length === 0) return []
  const most = Number.isFinite(width) ? LONGEST_LIST : lines.length
  const more = lines.length - most
  const rest = say(`… and ${more} more; --json has all`, `…… 另有 ${more} 行；--json 可看全部`)
  return [strong(title), ...lines.slice(0, most), ...(more > 0 ? [faint(rest)] : [])]
}

/** Blocks with a blank line between them. */
export function page(blocks: readonly (readonly string[])[]): string {
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${texts.join('\n\n')}\n`
}
