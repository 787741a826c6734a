import type { Snippet } from '../ink/segment.ts'
import type { Reader } from '../read/reader.ts'
import { SCANS } from '../thresholds.ts'
import { likelyTurns } from '../upright/turns.ts'
import type { PageImage } from '../upright/types.ts'
import { type Prepared, prepare } from './prepare.ts'

/**
 * The page turned so that its text can be read: geometry says which turns are likely, the first reader tries a few lines
 * of each. The first turn that reads well is taken, else the one that reads best.
 */
export async function chooseTurn(image: PageImage, readers: readonly Reader[]): Promise<Prepared> {
  const [first, ...others] = likelyTurns(image)
  let best = prepare(image, first ?? 0)
  let most = await legibility(best.segments.snippets, readers)
  for (const turn of others) {
    if (most >= SCANS.legible) break
    const next = prepare(image, turn)
    const score = await legibility(next.segments.snippets, readers)
    if (score > most + SCANS.turnMargin) {
      best = next
      most = score
    }
  }
  return best
}

/** How well a reader gets on with the widest lines, 0 … 1; a page with nothing to read is as legible as can be. */
async function legibility(snippets: readonly Snippet[], [reader]: readonly Reader[]): Promise<number> {
  const wide = snippets.filter(({ box, em }) => box[2] - box[0] >= SCANS.probeWidth * em)
  if (!reader || wide.length === 0) return snippets.length === 0 ? 1 : 0
  const width = ({ box }: Snippet) => Math.min(box[2] - box[0], SCANS.probeLongest * SCANS.probeWidth)
  const probe = [...wide].sort((a, b) => width(b) - width(a)).slice(0, SCANS.probes)
  try {
    const readings = await reader.readLines(probe.map(({ crop }) => crop))
    const characters = readings.flatMap((reading) => reading.characters)
    return characters.reduce((sum, c) => sum + c.score, 0) / Math.max(1, characters.length)
  } catch {
    // The page's own reading will fail the same way and say so.
    return 0
  }
}
