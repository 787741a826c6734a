import type { Box } from '../../schemas/geometry.ts'
import type { Grid, Line, PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { buildGrids } from '../grid/build.ts'
import { cutAtRulings } from '../grid/cut.ts'
import { proseLines } from '../grid/prose.ts'
import { findRulings, type Marks } from '../marks/find.ts'
import { DRAWING, PAGES } from '../thresholds.ts'
import { cover } from './cover.ts'
import { isDetailed } from './detail.ts'
import type { Drawing, Pixels } from './drawing.ts'
import { pixelInks } from './ink.ts'
import { inksBeside, withoutLeaning } from './leaning.ts'
import { type Trust, trustRuns } from './trust.ts'
import { joinGlyphs, type PlacedWord, type Run } from './words.ts'

/** A drawn page with every step of its reading kept for inspection. */
export type ReadSteps = {
  readonly reading: PageReading
  readonly trust: Trust
  readonly marks: Marks | null
  readonly words: readonly PlacedWord[]
  /**
   * The page has to be read from its picture: it is a scan, its letters are drawn as shapes, or its text layer has lost
   * its character map. An invisible text layer over a picture counts for nothing: where it errs nobody could tell.
   */
  readonly needsPixels: boolean
  /** Boxes of pictures that may hold text on a page whose own text is trusted; empty where the whole page needs pixels. */
  readonly pictured: readonly Box[]
}

/** A page drawn: what its content paints, and its pixels in the drawing's coordinates. */
export type DrawnPage = {
  readonly drawing: Drawing
  /** All of the page; null where it is nothing but pictures, which nobody here reads. */
  readonly full: Pixels | null
  /** The page without its text. */
  readonly bare: Pixels
  /** The page without its text and pictures. */
  readonly lines: Pixels
}

/** Reads one drawn page; `page` is 1-based. */
export function readDrawnPage(page: number, { drawing, full, bare, lines: plain }: DrawnPage): ReadSteps {
  const problems: Problem[] = []
  const { level, leaning } = withoutLeaning(drawing.glyphs)
  const runs = joinGlyphs(level)
  const trust = full ? trustRuns(runs, drawing, full, bare) : { trusted: [], unseen: runs, garbled: [] }
  const images = drawing.images.map((i) => i.box)
  const pictures = cover(images, drawing.width, drawing.height)
  problems.push(...distrust(page, trust))
  if (isBlank(drawing)) problems.push({ code: 'page-blank', page, message: `page ${page} shows nothing at all` })
  const seen = characters(trust.trusted)
  const outlines = letterOutlines(drawing)
  const drawnText = outlines.length >= PAGES.fewestOutlines && outlines.length > seen
  const detailed = pictures >= PAGES.pictureCover && isDetailed(bare, plain, images)
  const pictured = full ? pictures >= PAGES.scanCover && detailed : pictures >= PAGES.logoCover
  const scan = (pictured || drawnText) && seen <= PAGES.scanText
  const unreadText = (why: string): Problem => ({ code: 'page-not-read', page, message: `page ${page} ${why}` })
  if (scan && pictured) problems.push(unreadText('is an image; its text was not read'))
  else if (drawnText) problems.push(unreadText('draws letters as mere shapes; what they say was not read'))
  else if (detailed)
    problems.push(unreadText(`holds pictures over ${Math.round(pictures * 100)} % of it; text in them was not read`))
  let marks: Marks | null = null
  let words: PlacedWord[] = []
  let grids: readonly Grid[] = []
  let lines: readonly Line[] = []
  if (full) {
    marks = findRulings(drawing, bare)
    words = cutAtRulings(trust.trusted, marks.rulings).map(wordOf)
    const tooMany = drawing.cut || marks.rulings.length > DRAWING.mostRulings
    const unread = [...trust.garbled.map((r) => r.box), ...images, ...(drawnText ? outlines : [])]
    const built = buildGrids(
      tooMany || scan ? [] : marks.rulings,
      words,
      full && inksBeside(pixelInks(full), leaning),
      unread,
    )
    if (tooMany || built.cut)
      problems.push({
        code: 'grid-limit',
        page,
        message: `page ${page} holds more lines or characters than we look at; its tables were not rebuilt`,
      })
    grids = built.grids
    lines = proseLines(built.rest)
  }
  const reading: PageReading = {
    format: 'nianbao/page@1',
    page,
    kind: scan ? 'scan' : 'digital',
    width: drawing.width,
    height: drawing.height,
    lines: [...lines],
    grids: [...grids],
    problems,
  }
  const needsPixels = scan || drawnText || isGarbled(trust)
  return { reading, trust, marks, words, needsPixels, pictured: detailed && !needsPixels ? images : [] }
}

/** Curved shapes of a letter's size: text that was turned into outlines. */
function letterOutlines({ fills }: Drawing): Box[] {
  const [least, most] = PAGES.outlineSides
  return fills
    .filter((f) => f.curved)
    .map((f) => f.box)
    .filter(([x0, y0, x1, y1]) => Math.max(x1 - x0, y1 - y0) >= least && Math.max(x1 - x0, y1 - y0) <= most)
}

/** Whether so much of what the page says is garbled that its text layer is no use. */
function isGarbled({ trusted, garbled }: Trust): boolean {
  const lost = characters(garbled)
  return lost >= PAGES.fewestGarbled && lost >= PAGES.garbledShare * (lost + characters(trusted))
}

function characters(runs: readonly Run[]): number {
  return runs.reduce((sum, r) => sum + r.glyphs.length, 0)
}

function wordOf(run: Run): PlacedWord {
  return {
    text: run.text,
    box: [...run.box],
    score: 1,
    origin: 'text-layer',
    size: run.size,
    turn: run.turn,
    vertical: run.vertical,
    spaced: run.spaced,
  }
}

function isBlank({ glyphs, strokes, fills, images }: Drawing): boolean {
  return [glyphs, strokes, fills, images].every((marks) => marks.length === 0)
}

function distrust(page: number, { unseen, garbled }: Trust): Problem[] {
  const problems: Problem[] = []
  if (unseen.length > 0)
    problems.push({
      code: 'text-layer-distrusted',
      page,
      message: `${characters(unseen)} characters of page ${page}'s text layer cannot be seen on it and were dropped`,
    })
  if (garbled.length > 0)
    problems.push({
      code: 'text-layer-distrusted',
      page,
      message: `${characters(garbled)} characters of page ${page} have lost their character map; what they show was not read`,
    })
  return problems
}
