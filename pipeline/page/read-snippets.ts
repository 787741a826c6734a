import type { Reading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { figureMarks } from '../ink/figure-marks.ts'
import type { Snippet } from '../ink/segment.ts'
import type { PlacedWord } from '../open/words.ts'
import { hearInk } from '../read/ink-witness.ts'
import type { CropReading, Reader } from '../read/reader.ts'
import { foldDay, foldFigure, mayBeFigure, mayStateFact, settle } from '../read/settle.ts'
import { DASHES } from '../thresholds.ts'
import { afterSecondLook, isDisputed } from './look-again.ts'

/** How sure shape alone is of a mark. */
const SHAPE_SCORE = 0.95

/**
 * Reads every snippet: the first reader all of them, the others those that may be figures once more. A reader that fails
 * is a problem; what the rest of them read is kept. A snippet that nobody read is a word without text.
 */
export async function readSnippets(
  snippets: readonly Snippet[],
  readers: readonly Reader[],
): Promise<{ readonly words: readonly PlacedWord[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = []
  const readings: Reading[][] = snippets.map((snippet) => {
    const raw = shownBy(snippet)
    return raw === null ? [] : [{ reader: 'shape', raw, score: SHAPE_SCORE }]
  })
  let asked = false
  for (const reader of readers) {
    const mine = snippets.flatMap((snippet, i) => {
      const wanted = snippet.mark !== 'fragment' && (!asked || isFigure(snippet, readings[i]!))
      return wanted ? [i] : []
    })
    const crops = mine.map((i) => snippets[i]!.crop)
    try {
      const answers = await (asked ? reader.readFigures(crops) : reader.readLines(crops))
      const facts = asked ? factLines(snippets, readings) : []
      const lines = await reader.readLines(facts.map((i) => snippets[i]!.crop))
      mine.forEach((i, k) => {
        readings[i]!.push(readingOf(reader.name, answers[k]!))
      })
      facts.forEach((i, k) => {
        readings[i]!.push(readingOf(reader.name, lines[k]!))
      })
      asked = true
    } catch (error) {
      problems.push(failure(reader, error))
    }
  }
  const settled = readings.some(isDisputed) ? await lookAgain(snippets, readings, readers) : readings
  return { words: snippets.map((snippet, i) => wordOf(snippet, withInk(snippet, settled[i]!))), problems }
}

/** Disputed figures after a second look of the first reader, if it read anything; one that fails now leaves them as they are. */
async function lookAgain(
  snippets: readonly Snippet[],
  readings: readonly (readonly Reading[])[],
  readers: readonly Reader[],
): Promise<readonly (readonly Reading[])[]> {
  const disputed = snippets.flatMap((snippet, i) => {
    return isDisputed(readings[i]!) && isFigure(snippet, readings[i]!) ? [i] : []
  })
  const first = readers.find(({ name }) => readings.some((own) => own.some(({ reader }) => reader === name)))
  if (!first || disputed.length === 0) return readings
  try {
    const answers = await first.readFigures(disputed.map((i) => snippets[i]!.crop))
    const again = new Map(disputed.map((i, k) => [i, readingOf(first.name, answers[k]!)]))
    return readings.map((own, i) => (again.has(i) ? afterSecondLook(own, again.get(i)!) : own))
  } catch {
    return readings
  }
}

function withInk({ mark, crop }: Snippet, readings: readonly Reading[]): readonly Reading[] {
  return mark === 'characters' ? hearInk(readings, () => figureMarks(crop)) : readings
}

/** The mark that a shape shows; dashes by their length: hyphen, en dash, em dash. */
function shownBy({ mark, box, em }: Snippet): string | null {
  if (mark !== 'dash') return mark === 'slash' ? '/' : null
  const length = (box[2] - box[0]) / em
  return length < DASHES.en ? '-' : length < DASHES.em ? '–' : '—'
}

/** Lines that may name the agency, the year or the day of signing: two readers are to agree on those. */
function factLines(snippets: readonly Snippet[], readings: readonly (readonly Reading[])[]): number[] {
  return snippets.flatMap(({ inCell, mark }, i) => {
    const text = readings[i]![0]?.raw ?? ''
    return !inCell && mark === 'characters' && !mayBeFigure(text) && mayStateFact(text) ? [i] : []
  })
}

function failure({ name }: Reader, error: unknown): Problem {
  const stopped = (error as { why?: unknown }).why === 'timeout'
  const what = stopped ? 'was stopped' : 'failed'
  const why = error instanceof Error ? error.message : String(error)
  const message = `the reader ${name} ${what} on this page (${why}); what it would have read has one opinion less`
  return { code: stopped ? 'reader-timeout' : 'reader-failed', message }
}

function isFigure({ mark }: Snippet, readings: readonly Reading[]): boolean {
  return mark !== 'characters' || readings.every(({ raw }) => mayBeFigure(raw))
}

function readingOf(reader: string, { text, score }: CropReading): Reading {
  return { reader, raw: foldDay(foldFigure(text)), score: Math.round(score * 1e4) / 1e4 }
}

function wordOf({ box, mark, em }: Snippet, readings: readonly Reading[]): PlacedWord {
  const said = readings.filter(({ raw, reader }) => raw !== '' && reader !== 'shape')
  // Shape has the first word where it stands first; behind the others it only doubts them.
  const [first] = readings[0]?.reader === 'shape' ? readings : said.length > 1 ? settle(said) : said
  return {
    text: first?.raw ?? '',
    box: [...box],
    score: first?.score ?? 0,
    origin: (first?.reader ?? 'ppocr') as PlacedWord['origin'],
    size: em,
    readings,
    mark: mark === 'fragment' || !first ? 'unreadable' : mark,
  }
}
