import type { Line } from '../../schemas/page.ts'
import type { PlacedWord } from '../open/words.ts'
import { PROSE, WORDS } from '../thresholds.ts'
import { round, roundBox } from './boxes.ts'
import { type Chunk, chunkLines } from './chunks.ts'
import { columnEdge, orderColumns } from './prose-order.ts'
import { readingsOf } from './readings.ts'
import { joinWords } from './text.ts'

/** Lines of prose in reading order. A wide gap breaks a line (columns, labels at both margins). */
export function proseLines(words: readonly PlacedWord[]): Line[] {
  const cutAt = (gap: number) =>
    chunkLines(
      words.filter((w) => w.text !== ''),
      gap,
    ).flatMap((l) => l.chunks)
  const narrow = cutAt(PROSE.gap)
  const edge = columnEdge(narrow)
  return (edge === null ? cutAt(WORDS.lineGap) : orderColumns(narrow, edge)).map(lineOf)
}

function lineOf({ words, box }: Chunk): Line {
  return {
    text: joinWords(words),
    line: 0,
    box: roundBox(box),
    size: round(Math.max(...words.map((w) => w.size ?? 0))),
    cells: null,
    ...recognized(words),
  }
}

function recognized(words: readonly PlacedWord[]): Pick<Line, 'reader' | 'score' | 'readings'> {
  const read = words.find((w) => w.readings)
  if (!read) return {}
  const readings = readingsOf(words, joinWords(words))
  const score = Math.min(...words.map((w) => w.score))
  return { reader: read.origin, score, ...(readings.length > 1 ? { readings } : {}) }
}
