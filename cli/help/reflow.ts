import stringWidth from 'string-width'
import { joinLines, wrap } from './wrap.ts'

/** Columns before a note that stands under the line it belongs to. */
const NOTE_INDENT = 6

/**
 * What stands below a command's help, as its source has it, set anew for `width` columns: prose is joined and wrapped,
 * lines that begin with spaces stay lines. A line that ends in a colon is a heading.
 */
export function reflow(text: string, width: number): string {
  return blocksOf(text.split('\n'))
    .flatMap((lines) => (lines[0]!.startsWith(' ') ? setExamples(lines, width) : wrap(joinLines(lines), width)))
    .join('\n')
}

/** Lines that belong together: of one sentence or paragraph, or a row of indented ones. */
function blocksOf(lines: readonly string[]): readonly (readonly string[])[] {
  const blocks: string[][] = []
  let before = ''
  for (const line of lines) {
    const joins =
      line !== '' && before !== '' && line.startsWith(' ') === before.startsWith(' ') && !/[:：]$/.test(before)
    if (joins) blocks.at(-1)!.push(line)
    else blocks.push([line])
    before = line
  }
  return blocks
}

/** Commands with their notes behind them; under them, all of them, where one is too long. */
function setExamples(lines: readonly string[], width: number): readonly string[] {
  if (lines.every((line) => stringWidth(line) <= width)) return lines
  return lines.flatMap((line) => {
    const [, command, note] = /^(\s*\S(?:.*?\S)?)\s{2,}(\S.*)$/.exec(line) ?? []
    if (command === undefined || note === undefined) return [line]
    return [command, ...wrap(note, width - NOTE_INDENT).map((part) => ' '.repeat(NOTE_INDENT) + part)]
  })
}
