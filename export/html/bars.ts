import { html, type Markup } from './markup.ts'

/** Colours by their class in the pages' style. */
export type Tone = 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6'

/** A kind of what is counted: its colour and its name. */
export type Series = { readonly name: string; readonly tone: Tone }

/** A bar with a part for each series, and what stands behind it. */
export type Bar = { readonly label: string; readonly parts: readonly number[]; readonly note?: string }

/** A chart's name, and what it shows in a sentence, for those who cannot see it. */
export type Alternative = { readonly title: string; readonly description: string }

/** Widths of drawings as wide as their part of the page, in pixels, so that letters keep their size. */
export const WIDTHS = { whole: 1030, half: 484 } as const
export type Room = keyof typeof WIDTHS

const ROW = 26
const THICK = 16
const LABELS = { whole: 330, half: 196 } as const
/** Pixels for what stands behind the longest bar. */
const NOTE = 112
/** Pixels that half a Chinese character takes. */
const LETTER = 6.8

/** Bars from the left, one below the other, each as long as its parts together; parts in their order. Static SVG. */
export function barChart(
  { title, description }: Alternative,
  series: readonly Series[],
  bars: readonly Bar[],
  of: Room,
): Markup {
  const [width, label] = [WIDTHS[of], LABELS[of]]
  const longest = Math.max(...bars.map(sumOf), 0) || 1
  const room = width - label - NOTE
  const height = bars.length * ROW + 4
  const drawn = bars.map((bar, row) => {
    const top = row * ROW + 2
    const middle = top + ROW / 2
    let left = label
    const parts = bar.parts.map((part, index) => {
      const length = (part / longest) * room
      const x = left
      left += length
      if (length === 0) return null
      return html`<rect class="${series[index]!.tone}" x="${round(x)}" y="${top + (ROW - THICK) / 2}" width="${round(length)}" height="${THICK}"><title>${bar.label} · ${series[index]!.name}: ${part}</title></rect>`
    })
    return html`<text x="${label - 10}" y="${middle}" text-anchor="end" dominant-baseline="central">${shortened(bar.label, (label - 12) / LETTER)}</text>${parts}<text class="soft" x="${round(left + 8)}" y="${middle}" dominant-baseline="central">${bar.note ?? sumOf(bar).toLocaleString('en')}</text>\n`
  })
  return html`<svg viewBox="0 0 ${width} ${height}" role="img"><title>${title}</title><desc>${description}</desc>\n<line class="axis" x1="${label}" x2="${label}" y1="0" y2="${height}"/>\n${drawn}</svg>\n`
}

/** The names of a chart's colours. */
export function legend(series: readonly Series[]): Markup {
  const one = ({ name, tone }: Series) =>
    html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${tone}" width="10" height="10" rx="2"/></svg>${name}</li>`
  return html`<ul class="legend">${series.map(one)}</ul>\n`
}

function sumOf({ parts }: Pick<Bar, 'parts'>): number {
  return parts.reduce((sum, part) => sum + part, 0)
}

/** A text of at most so many half-width columns; wide characters take two. */
export function shortened(text: string, most: number): string {
  let width = 0
  let kept = ''
  for (const character of text) {
    width += /[\u1100-\uffef]/u.test(character) ? 2 : 1
    if (width > most) return `${kept}…`
    kept += character
  }
  return kept
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
