import { LINE_END } from '../../pipeline/read/text.ts'
import type { Problem } from '../../schemas/problem.ts'
import {
  MAX_COMBINING_MARKS,
  MAX_LINE_CELLS,
  MAX_LINE_CHARACTERS,
  MAX_TEXT_CHARACTERS,
  MAX_TEXT_LINES,
} from './limits.ts'

const CELL_ENDS = /[\t|｜│┃]/gu
const MARKS = new RegExp(`\\p{M}{${MAX_COMBINING_MARKS + 1}}`, 'u')

/** What a text has more of than is read, as a problem; null where it keeps within the limits. */
export function textExcess(text: string): Problem | null {
  if (text.length > MAX_TEXT_CHARACTERS) return tooLong(`${text.length} characters`, MAX_TEXT_CHARACTERS)
  const lines = text.split(LINE_END)
  if (lines.length > MAX_TEXT_LINES) return tooLong(`${lines.length} lines`, MAX_TEXT_LINES)
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0)
  if (longest > MAX_LINE_CHARACTERS) return tooLong(`a line of ${longest} characters`, MAX_LINE_CHARACTERS)
  const cells = lines.reduce((most, line) => Math.max(most, line.match(CELL_ENDS)?.length ?? 0), 0)
  if (cells > MAX_LINE_CELLS) return tooLong(`a line of ${cells} cells`, MAX_LINE_CELLS)
  if (!MARKS.test(text)) return null
  const message =
    'holds runs of combining marks that no script writes; convert it to UTF-8 anew, or give the PDF itself'
  return { code: 'encoding-unreadable', message }
}

function tooLong(what: string, limit: number): Problem {
  return { code: 'text-too-long', message: `holds ${what}, over the limit of ${limit}; split it into its reports` }
}
