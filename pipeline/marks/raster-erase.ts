import type { Mask } from '../image/raster.ts'
import { ERASE } from '../thresholds.ts'
import type { RasterRulings } from './raster-find.ts'
import { smooth, type Trace } from './raster-trace.ts'

/**
 * The ink without its rulings. A character's stroke that crosses a ruling keeps the piece inside it, one that ends on
 * a ruling loses that piece only; what lies beside a ruling stays. `ink` is the mask that the rulings were found in.
 */
export function eraseRulings(
  ink: Mask,
  { traces, completed, dpi }: Pick<RasterRulings, 'traces' | 'completed' | 'dpi'>,
): Mask {
  const bare: Mask = { ...ink, data: ink.data.slice() }
  const over = Math.round((ERASE.over * dpi) / 72)
  const bands = [...traces, ...completed].map((trace) => bandOf(lengthened(trace, over, ink), ink, dpi))
  // Ink of other rulings is no reason to keep one's own.
  const ruled = new Uint8Array(ink.data.length)
  for (const band of bands)
    eachAlong(band, ink, (start, stride, top, bottom) => {
      for (let r = top; r < bottom; r++) ruled[start + r * stride] = 1
    })
  for (const band of bands) eraseBand(band, ink, ruled, bare, dpi)
  return bare
}

type Band = { readonly trace: Trace; readonly top: Int16Array; readonly bottom: Int16Array }

/** A trace that goes on a little at both ends, over the corner that another one rounds off. */
function lengthened(trace: Trace, by: number, ink: Mask): Trace {
  return { ...trace, from: Math.max(0, trace.from - by), to: Math.min(alongSize(trace, ink), trace.to + by) }
}

/** The rows that a line fills at each pixel along it, measured again in the mask itself. */
function bandOf(trace: Trace, ink: Mask, dpi: number): Band {
  const { from, step } = trace
  const length = Math.max(0, Math.min(trace.to, alongSize(trace, ink)) - from)
  const slack = Math.max(1, Math.round((ERASE.slack * dpi) / 72))
  const tops: number[] = []
  const bottoms: number[] = []
  trace.tops.forEach((t, block) => {
    const [a, b] = [block * step, block === trace.tops.length - 1 ? length : (block + 1) * step]
    const [low, high] = [t - slack, trace.bottoms[block]! + slack]
    let top = -1
    let bottom = -1
    for (let row = low; row < high; row++) {
      let count = 0
      for (let i = a; i < b; i++) count += at(ink, trace, from + i, row)
      if (count < ERASE.solid * (b - a)) continue
      if (top < 0) top = row
      bottom = row + 1
    }
    tops.push(top < 0 ? t : top)
    bottoms.push(top < 0 ? trace.bottoms[block]! : bottom)
  })
  // Where a stroke lies along it, it looks thicker than it is.
  const usual = bottoms.map((b, i) => b - tops[i]!).sort((a, b) => a - b)[bottoms.length >> 1]!
  const thick = tops.map((t, i) => bottoms[i]! - t > usual + 1)
  const plain = <T>(values: readonly T[]) => values.map((v, i) => (thick[i] ? null : v))
  const [clearTops, clearBottoms] = [smooth(plain(tops)), smooth(plain(bottoms))]
  const between = (values: readonly number[]) =>
    Int16Array.from({ length }, (_, i) => {
      const place = Math.max(0, Math.min(values.length - 1, (i + 0.5) / step - 0.5))
      const j = Math.floor(place)
      const next = values[Math.min(values.length - 1, j + 1)]!
      return Math.round(values[j]! + (next - values[j]!) * (place - j))
    })
  return { trace, top: between(clearTops), bottom: between(clearBottoms) }
}

function eraseBand(band: Band, ink: Mask, ruled: Uint8Array, bare: Mask, dpi: number): void {
  const fuzz = Math.max(1, Math.round((ERASE.fuzz * dpi) / 72))
  const above: number[] = []
  const below: number[] = []
  const most = 4 * fuzz
  eachAlong(band, ink, (start, stride, top, bottom, size) => {
    const free = (row: number) =>
      row >= 0 && row < size && ink.data[start + row * stride] === 1 && ruled[start + row * stride] === 0
    let a = 0
    while (a < most && free(top - 1 - a)) a++
    let b = 0
    while (b < most && free(bottom + b)) b++
    above.push(a)
    below.push(b)
  })
  // A slanting stroke leaves the ruling a little beside where it entered.
  const reach = Math.max(1, Math.round((ERASE.slant * dpi) / 72))
  const near = (values: readonly number[], i: number): boolean => {
    for (let j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++)
      if (values[j]! > fuzz) return true
    return false
  }
  let i = -1
  eachAlong(band, ink, (start, stride, top, bottom, size) => {
    i++
    const crossed = (above[i]! > fuzz && near(below, i)) || (below[i]! > fuzz && near(above, i))
    if (crossed) return
    const low = above[i]! > fuzz ? top : top - above[i]!
    const high = below[i]! > fuzz ? bottom : bottom + below[i]!
    for (let row = Math.max(0, low); row < Math.min(size, high); row++) bare.data[start + row * stride] = 0
  })
}

/** Calls with the offset of each place along a band, the stride across it and the rows it fills. */
function eachAlong(
  { trace, top, bottom }: Band,
  { width, height }: Mask,
  visit: (start: number, stride: number, top: number, bottom: number, size: number) => void,
): void {
  const level = trace.kind === 'horizontal'
  const size = level ? height : width
  for (let i = 0; i < top.length; i++) {
    const start = level ? trace.from + i : (trace.from + i) * width
    visit(start, level ? width : 1, Math.max(0, top[i]!), Math.min(size, bottom[i]!), size)
  }
}

function at({ width, height, data }: Mask, { kind }: Trace, along: number, row: number): number {
  if (row < 0) return 0
  if (kind === 'horizontal') return row < height ? data[row * width + along]! : 0
  return row < width ? data[along * width + row]! : 0
}

function alongSize({ kind }: Trace, { width, height }: Mask): number {
  return kind === 'horizontal' ? width : height
}
