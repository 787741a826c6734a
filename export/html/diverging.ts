import { type Alternative, shortened, WIDTHS } from './bars.ts'
import { html, type Markup } from './markup.ts'
import { signed } from './shown-value.ts'

/** What grew or shrank, and by how much. `marked` bars stand out. */
export type Step = { readonly label: string; readonly by: number; readonly marked: boolean }

const WIDTH = WIDTHS.whole
const ROW = 26
const THICK = 15
const LABEL = 330
const MARGIN = 70

/** Bars to both sides of a line: what grew to the right, what shrank to the left. Static SVG. */
export function divergingChart({ title, description }: Alternative, steps: readonly Step[]): Markup {
  const least = Math.min(0, ...steps.map(({ by }) => by))
  const most = Math.max(0, ...steps.map(({ by }) => by))
  const room = WIDTH - LABEL - 2 * MARGIN
  const scale = room / (most - least || 1)
  const zero = LABEL + MARGIN - least * scale
  const height = steps.length * ROW + 4
  const drawn = steps.map(({ label, by, marked }, row) => {
    const middle = 2 + row * ROW + ROW / 2
    const end = zero + by * scale
    const tone = marked ? 'c2' : by < 0 ? 'c4' : 'c1'
    const [at, anchor] = by < 0 ? [end - 6, 'end'] : [end + 6, 'start']
    return html`<text x="0" y="${middle}" dominant-baseline="central">${shortened(label, 46)}</text><rect class="${tone}" x="${round(Math.min(zero, end))}" y="${middle - THICK / 2}" width="${round(Math.abs(by * scale))}" height="${THICK}"><title>${label}: ${signed(by)}</title></rect><text class="soft" x="${round(at)}" y="${middle}" text-anchor="${anchor}" dominant-baseline="central">${signed(by)}</text>\n`
  })
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img"><title>${title}</title><desc>${description}</desc>\n<line class="axis" x1="${round(zero)}" x2="${round(zero)}" y1="0" y2="${height}"/>\n${drawn}</svg>\n`
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
