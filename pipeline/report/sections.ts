import type { PageReading } from '../../schemas/page.ts'
import type { Section } from '../../schemas/report.ts'
import { findHeadings } from '../form/regions.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import { placedLines } from './lines.ts'

const NUMBERED = /^[一二三四五六七八九十]{1,3}\s*[、.．]/u

/**
 * The document's sections in order: the form's where their headings are found, else every line that is numbered like a
 * heading. Text in front of the first heading is a section of level 0 without one.
 */
export function readSections(pages: readonly PageReading[], vocabulary: Vocabulary): Section[] {
  const lines = placedLines(pages)
  const official = findHeadings(
    lines.map(({ line }) => line),
    vocabulary,
  ).filter((at) => at >= 0)
  const starts =
    official.length >= 2
      ? official
      : lines.flatMap(({ line }, at) => (NUMBERED.test(line.text) && line.text.length <= 40 ? [at] : []))
  const bounds = [...new Set([0, ...starts])].sort((a, b) => a - b)
  return bounds.flatMap((from, i) => {
    const to = bounds[i + 1] ?? lines.length
    const isHeading = starts.includes(from)
    const first = lines[from]
    if (!first || from >= to) return []
    const body = lines.slice(isHeading ? from + 1 : from, to).map(({ line }) => line.text)
    return [
      {
        heading: isHeading ? first.line.text : '',
        level: isHeading ? 1 : 0,
        ...(first.page === null ? {} : { page: first.page }),
        ...(isHeading && first.line.box ? { box: [...first.line.box] as [number, number, number, number] } : {}),
        text: body.join('\n'),
      },
    ]
  })
}
