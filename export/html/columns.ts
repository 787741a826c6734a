import { type Alternative, type Bar, type Room, type Series, WIDTHS } from './bars.ts'
import { html, type Markup } from './markup.ts'

const HEIGHT = 240
const LEFT = 56
const TOP = 22
const BOTTOM = 26

/** Upright columns side by side, as for years, each a stack of its parts; a scale on the left. Static SVG. */
export function columnChart(
  { title, description }: Alternative,
  series: readonly Series[],
  columns: readonly Bar[],
  of: Room,
): Markup {
  const width = WIDTHS[of]
  const sums = columns.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0))
  const ticks = ticksUpTo(Math.max(...sums, 1))
  const top = ticks.at(-1)!
  const yOf = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)
  const step = (width - LEFT) / Math.max(columns.length, 1)
  const thick = Math.min(step * 0.66, 88)
  const scale = ticks.map(
    (tick) =>
      html`<line class="rule" x1="${LEFT}" x2="${width}" y1="${round(yOf(tick))}" y2="${round(yOf(tick))}"/><text class="soft" x="${LEFT - 8}" y="${round(yOf(tick))}" text-anchor="end" dominant-baseline="central">${tick.toLocaleString('en')}</text>\n`,
  )
  const drawn = columns.map(({ label, parts, note }, index) => {
    const middle = LEFT + step * (index + 0.5)
    let below = 0
    const stack = parts.map((part, kind) => {
      const [low, high] = [yOf(below), yOf(below + part)]
      below += part
      if (part === 0) return null
      return html`<rect class="${series[kind]!.tone}" x="${round(middle - thick / 2)}" y="${round(high)}" width="${round(thick)}" height="${round(low - high)}"><title>${label} · ${series[kind]!.name}: ${part}</title></rect>`
    })
    return html`${stack}<text class="soft" x="${round(middle)}" y="${round(yOf(below) - 9)}" text-anchor="middle">${note ?? sums[index]!.toLocaleString('en')}</text><text x="${round(middle)}" y="${HEIGHT - 8}" text-anchor="middle">${label}</text>\n`
  })
  return html`<svg viewBox="0 0 ${width} ${HEIGHT}" role="img"><title>${title}</title><desc>${description}</desc>\n${scale}${drawn}</svg>\n`
}

/** Round numbers from 0 to one that is not below `most`, four or five steps. */
function ticksUpTo(most: number): readonly number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!)
  const whole = Math.ceil(step)
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, index) => index * whole)
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
