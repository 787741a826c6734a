import type { Line } from '../../schemas/page.ts'
import { canonical } from '../read/canonical.ts'
import { HEADING_LENGTH, HEADING_SIMILARITY } from '../thresholds.ts'
import { similarity } from './similarity.ts'
import type { SectionRef, Vocabulary } from './vocabulary.ts'

/** Lines [start, end) in which a section's tables are to be looked for; `heading` is its heading's line, -1 if not found. */
export type Region = {
  readonly section: SectionRef
  readonly heading: number
  readonly start: number
  readonly end: number
}

/** The regions of all sections of the forms, in order. Where a heading is lost, its section reaches back to the one before. */
export function regionsOf(lines: readonly Line[], vocabulary: Vocabulary): Region[] {
  const headings = findHeadings(lines, vocabulary)
  return vocabulary.sections.map((section, index) => {
    const heading = headings[index] ?? -1
    let start = heading
    for (let i = index - 1; start < 0 && i >= 0; i--) start = headings[i] ?? -1
    const next = headings.slice(index + 1).find((at) => at >= 0)
    return { section, heading, start: Math.max(0, start), end: next ?? lines.length }
  })
}

/** For each section the index of its heading line, -1 where there is none; a table of contents does not count. */
export function findHeadings(lines: readonly Line[], vocabulary: Vocabulary): number[] {
  const known = found.get(lines)
  if (known?.vocabulary === vocabulary) return known.headings
  const headings = searchHeadings(lines, vocabulary)
  found.set(lines, { vocabulary, headings })
  return headings
}

// Matching, tables and sections ask for the same lines.
const found = new WeakMap<readonly Line[], { vocabulary: Vocabulary; headings: number[] }>()

function searchHeadings(lines: readonly Line[], vocabulary: Vocabulary): number[] {
  const candidates: { line: number; section: number; score: number }[] = []
  lines.forEach((line, index) => {
    const text = headingText(line)
    if (text === null) return
    vocabulary.sections.forEach((section, i) => {
      const score = headingScore(text, section)
      if (score >= HEADING_SIMILARITY) candidates.push({ line: index, section: i, score })
    })
  })
  let left = candidates
  for (;;) {
    const chain = bestChain(left)
    const contents = chain.filter((c, i) => {
      const near = (other: (typeof chain)[number] | undefined) =>
        other !== undefined && Math.abs(other.line - c.line) === 1
      return near(chain[i - 1]) || near(chain[i + 1])
    })
    // Section headings on lines next to each other are a table of contents if they come again further down. (On pages
    // they may stand so too: the tables between them are no lines.)
    const rest = left.filter((c) => !contents.some((d) => d.line === c.line))
    const again = contents.filter((c) => rest.some((d) => d.section === c.section && d.line > c.line))
    if (contents.length >= 3 && again.length >= contents.length - 1) {
      left = rest
      continue
    }
    const at = new Array<number>(vocabulary.sections.length).fill(-1)
    for (const c of chain) at[c.section] = c.line
    return at
  }
}

function headingText(line: Line): string | null {
  const filled = line.cells?.filter((cell) => cell !== '')
  if (filled && filled.length > 1) return null
  const text = filled?.[0] ?? line.text
  if (text.length > HEADING_LENGTH || /[。;；]/u.test(text) || /^\s*[（(]/u.test(text)) return null
  const plain = canonical(text)
  return plain.length < 4 ? null : plain
}

function headingScore(text: string, section: SectionRef): number {
  const numbered = /^(?:表|第)?([一二三四五六七八九十])(?:部分|章)?/u.exec(text)
  if (!numbered) return section.titles.includes(text) ? UNNUMBERED : 0
  const bare = text.slice(numbered[0].length)
  let best = 0
  for (const title of section.titles) best = Math.max(best, similarity(bare, title))
  // Agencies renumber: another number is tolerated where the title is exact.
  return numbered[1] === section.number || best > 0.98 ? best : 0
}

// A title without its number is a heading only to the letter, and second to a numbered one.
const UNNUMBERED = 0.98

/**
 * The longest run of candidates (in order of lines) whose lines and sections both rise, by summed score, earliest on
 * ties. For each section only the best run that ends in it is kept, so time grows with the candidates alone.
 */
function bestChain<T extends { line: number; section: number; score: number }>(candidates: readonly T[]): T[] {
  type Run = { readonly last: T; readonly before: Run | null; readonly score: number }
  const ending: (Run | null)[] = []
  for (let from = 0; from < candidates.length; ) {
    let to = from
    while (candidates[to]?.line === candidates[from]!.line) to++
    // One line is one heading at most: its candidates go on with what came before the line.
    const runs = candidates.slice(from, to).map((last): Run => {
      const before = best(ending.slice(0, last.section))
      return { last, before, score: last.score + (before?.score ?? 0) }
    })
    for (const run of runs) ending[run.last.section] = best([ending[run.last.section] ?? null, run])
    from = to
  }
  const chain: T[] = []
  for (let run = best(ending); run; run = run.before) chain.unshift(run.last)
  return chain

  function best(runs: readonly (Run | null | undefined)[]): Run | null {
    let top: Run | null = null
    for (const run of runs) if (run && run.score > (top?.score ?? 0) + 1e-9) top = run
    return top
  }
}
