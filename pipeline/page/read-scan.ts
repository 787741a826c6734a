import type { Ruling } from '../../schemas/geometry.ts'
import type { PageReading, Placement } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { buildGrids } from '../grid/build.ts'
import { proseLines } from '../grid/prose.ts'
import { maskInks } from '../ink/inks.ts'
import type { Segments } from '../ink/segment.ts'
import type { PlacedWord } from '../open/words.ts'
import type { Reader } from '../read/reader.ts'
import type { PageImage, Upright } from '../upright/types.ts'
import { chooseTurn } from './choose-turn.ts'
import { readSnippets } from './read-snippets.ts'

/** A page read from its pixels, every step kept for inspection. Rulings and words in points of the upright page. */
export type ScanSteps = {
  readonly reading: PageReading
  readonly upright: Upright
  readonly rulings: readonly Ruling[]
  readonly segments: Segments
  readonly words: readonly PlacedWord[]
}

/**
 * Reads a page from its picture: upright → rulings → cells and lines of ink → readers → words → grids. `page` is
 * 1-based; the first reader that is there reads everything, the others look at figures again.
 */
export async function readScan(page: number, image: PageImage, readers: readonly Reader[]): Promise<ScanSteps> {
  const problems: Problem[] = []
  const { upright, rulings, segments } = await chooseTurn(image, readers)
  const { words, problems: failures } = await readSnippets(segments.snippets, readers)
  problems.push(...failures.map((failure) => ({ ...failure, page })))
  const built = buildGrids(rulings, words, maskInks(segments.text, upright.dpi / 72))
  if (built.cut)
    problems.push({
      code: 'grid-limit',
      page,
      message: `page ${page} holds more lines than we look at; its tables were not rebuilt`,
    })
  const placement = placementOf(upright, image)
  const reading: PageReading = {
    format: 'nianbao/page@1',
    page,
    kind: 'scan',
    width: upright.width,
    height: upright.height,
    lines: proseLines(built.rest),
    grids: [...built.grids],
    problems,
    ...(placement ? { placement } : {}),
  }
  return { reading, upright, rulings, segments, words }
}

function placementOf({ warp }: Upright, { width, height }: PageImage): Placement | null {
  if (!warp) return null
  const points = warp.points.map((at) => Math.round(at * 100) / 100)
  return { width, height, step: warp.step, columns: warp.columns, rows: warp.rows, points }
}
