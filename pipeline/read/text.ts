import type { Line, PageReading } from '../../schemas/page.ts'
import { pipeStyle, splitLine } from './delimiters.ts'
import { displayWidth } from './display.ts'
import { doubledDigits } from './doubled.ts'
import { unescaped } from './escapes.ts'
import { withoutInvisible } from './invisible.ts'
import { withoutMargin } from './listing.ts'
import { takeTables } from './markup.ts'

/** What ends a line of a text dump. */
export const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u

/**
 * Reads a text dump (already decoded) as one page of kind 'text': lines numbered from 1, delimited ones with their cells.
 * HTML tables in it become grids. Lines that only draw a table (|---|---|) are kept as lines without cells. Pure; the text's meaning is not asked yet.
 */
export function readText(text: string): PageReading {
  const { text: bare, grids, problems } = takeTables(unescaped(withoutInvisible(text)))
  const raw = withoutMargin(bare.split(LINE_END))
  const style = pipeStyle(raw)
  const lines: Line[] = []
  raw.forEach((line, index) => {
    if (line.trim() === '') return
    const indent = displayWidth(/^[\s\u3000]*/u.exec(line)?.[0] ?? '')
    const cells = splitLine(line, style)
    lines.push({
      text: line.trim(),
      line: index + 1,
      box: null,
      size: null,
      cells,
      ...(indent > 0 && cells === null ? { indent } : {}),
    })
  })
  return {
    format: 'nianbao/page@1',
    page: 1,
    kind: 'text',
    width: 0,
    height: 0,
    lines,
    grids: [...grids],
    problems: [...problems, ...doubledDigits(text)],
  }
}
