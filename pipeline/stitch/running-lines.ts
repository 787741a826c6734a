import type { Line, PageReading } from '../../schemas/page.ts'
import { STITCH_EDGE } from '../thresholds.ts'

/** Lines that stand at the same height on the page before or after with the same words, numbers apart: its header and footer. */
export function runningLines(pages: readonly PageReading[]): ReadonlySet<Line> {
  const running = new Set<Line>()
  pages.forEach((page, i) => {
    const next = pages[i + 1]
    if (!next) return
    for (const line of page.lines) {
      const again = next.lines.filter((other) => isSame(line, other))
      if (again.length > 0) for (const one of [line, ...again]) running.add(one)
    }
  })
  return running
}

function isSame(a: Line, b: Line): boolean {
  if (!a.box || !b.box || Math.abs(a.box[1] - b.box[1]) > STITCH_EDGE) return false
  return wordsOf(a) === wordsOf(b)
}

function wordsOf({ text }: Line): string {
  return text.replace(/[\d\s]/gu, '')
}
