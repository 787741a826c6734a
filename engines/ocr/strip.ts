import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading, SeenCharacter } from '../../pipeline/read/reader.ts'
import { darken } from './darken.ts'
import { resize } from './resize.ts'

/** How crops are laid side by side; pixels. */
export type StripLayout = {
  /** Of the strip; crops stand in its middle, … */
  readonly height: number
  /** … scaled to this height, … */
  readonly crop: number
  /** … and to this share of the width that goes with it. */
  readonly squeeze: number
  /** A crop so many times as wide as high is a line of text, whose context helps to read it: it is squeezed to this share. */
  readonly long?: { readonly from: number; readonly squeeze: number } | undefined
  /** The same share for crops of narrow characters, which are read again; 0: they are not. */
  readonly stretch: number
  /** This share of a crop's pixels, its darkest, is made black; 0 leaves crops as they are. */
  readonly darken: number
  /** White between two crops, half of it at either end. */
  readonly gap: number
  /** A strip takes crops up to this width; a crop wider than it has a strip to itself. */
  readonly widest: number
}

/** A crop's place in its strip. `scale` is strip pixels to one of the crop's along the line, `cut` how many of those were cut off its left. */
export type Part = {
  readonly crop: number
  readonly from: number
  readonly to: number
  readonly scale: number
  readonly cut: number
}
export type Strip = { readonly gray: Gray; readonly parts: readonly Part[] }

/** A character on a strip, in the strip's pixels. */
export type StripCharacter = SeenCharacter

/** Longer crops are pressed together rather than let them take any amount of memory. */
const LONGEST = 4800
/** No crop is blown up more than this: it would be a speck. */
const LARGEST_SCALE = 8
/** A crop that is all dash is as wide as a dash among figures of the strip's height, not as tall as they. */
const DASH = 0.7
/** What is fainter than this share of a crop's darkest pixel is paper. */
const FAINT = 0.3

/** Lays the crops on strips in their order. The same crops always make the same strips. */
export function packStrips(crops: readonly Gray[], layout: StripLayout): readonly Strip[] {
  const scaled = crops.map((crop) => scaleCrop(crop, layout))
  const strips: Strip[] = []
  let from = 0
  let width = layout.gap
  for (let i = 0; i <= scaled.length; i++) {
    const next = i < scaled.length ? scaled[i]!.gray.width + layout.gap : Number.POSITIVE_INFINITY
    if (i > from && width + next > layout.widest) {
      strips.push(drawStrip(scaled, from, i, width, layout))
      from = i
      width = layout.gap
    }
    width += next
  }
  return strips
}

function drawStrip(scaled: readonly Scaled[], from: number, to: number, wide: number, layout: StripLayout): Strip {
  // The networks look at steps of 8 pixels; whole fours of them keep the number of shapes small.
  const width = Math.ceil(wide / 32) * 32
  const data = new Uint8Array(width * layout.height).fill(255)
  const parts: Part[] = []
  let x = layout.gap
  for (let i = from; i < to; i++) {
    const { gray: crop, scale, cut } = scaled[i]!
    const y = (layout.height - crop.height) >> 1
    for (let row = 0; row < crop.height; row++)
      data.set(crop.data.subarray(row * crop.width, (row + 1) * crop.width), (y + row) * width + x)
    parts.push({ crop: i, from: x, to: x + crop.width, scale, cut })
    x += crop.width + layout.gap
  }
  return { gray: { width, height: layout.height, data }, parts }
}

/** Gives every crop the characters that stand on it. White space counts only between characters of one crop. */
export function shareOut(
  strips: readonly Strip[],
  seen: readonly (readonly StripCharacter[])[],
  crops: number,
): readonly CropReading[] {
  const readings: CropReading[] = Array.from({ length: crops }, () => ({ text: '', score: 0, characters: [] }))
  strips.forEach(({ parts }, index) => {
    const own: StripCharacter[][] = parts.map(() => [])
    for (const character of seen[index]!) own[nearest(parts, (character.from + character.to) / 2)]!.push(character)
    parts.forEach((part, i) => {
      readings[part.crop] = readingOf(own[i]!, part)
    })
  })
  return readings
}

function readingOf(seen: readonly StripCharacter[], { from, to, scale, cut }: Part): CropReading {
  const first = seen.findIndex((c) => c.text.trim() !== '')
  if (first < 0) return { text: '', score: 0, characters: [] }
  const last = seen.findLastIndex((c) => c.text.trim() !== '')
  const characters = seen.slice(first, last + 1).map((c) => ({
    text: c.text,
    score: round(c.score, 1e4),
    from: round(cut + (Math.max(from, Math.min(to, c.from)) - from) / scale, 10),
    to: round(cut + (Math.max(from, Math.min(to, c.to)) - from) / scale, 10),
  }))
  return {
    text: characters.map((c) => c.text).join(''),
    score: Math.min(...characters.map((c) => c.score)),
    characters,
  }
}

/** No more digits than mean something: readings are written down and compared. */
function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts
}

function nearest(parts: readonly Part[], x: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  parts.forEach(({ from, to }, i) => {
    const away = x < from ? from - x : x > to ? x - to : 0
    if (away < least) {
      best = i
      least = away
    }
  })
  return best
}

type Scaled = { readonly gray: Gray; readonly scale: number; readonly cut: number }

function scaleCrop(crop: Gray, { crop: height, squeeze: usual, long, darken: share }: StripLayout): Scaled {
  const { gray, cut } = cutSides(share > 0 ? darken(crop, share) : crop)
  const squeeze = long && gray.width > long.from * gray.height ? long.squeeze : usual
  const byHeight = Math.min(height / gray.height, LARGEST_SCALE)
  const dash = dashWidth(gray)
  const scale = dash === null ? byHeight : Math.min(byHeight, (DASH * height) / dash)
  const width = Math.max(1, Math.min(LONGEST, Math.round(gray.width * scale * squeeze)))
  const scaled = resize(gray, width, Math.max(1, Math.round(gray.height * scale)))
  return { gray: scaled, scale: width / gray.width, cut }
}

/** Cuts off the paper left and right of the ink, so that the gaps between crops are what the layout says. */
function cutSides(crop: Gray): { readonly gray: Gray; readonly cut: number } {
  const { width, height, data } = crop
  const darkest = data.reduce((least, value) => Math.min(least, value), 255)
  const level = 255 - FAINT * (255 - darkest)
  const isInk = (x: number) => {
    for (let y = 0; y < height; y++) if (data[y * width + x]! < level) return true
    return false
  }
  let left = 0
  while (left < width - 1 && !isInk(left)) left++
  let right = width - 1
  while (right > left && !isInk(right)) right--
  if (left === 0 && right === width - 1) return { gray: crop, cut: 0 }
  const cut = new Uint8Array((right - left + 1) * height)
  for (let y = 0; y < height; y++)
    cut.set(data.subarray(y * width + left, y * width + right + 1), y * (right - left + 1))
  return { gray: { width: right - left + 1, height, data: cut }, cut: left }
}

/** The width of a crop's ink where that is one flat stroke; null where it is anything else. */
function dashWidth({ width, height, data }: Gray): number | null {
  let darkest = 255
  for (const value of data) if (value < darkest) darkest = value
  const level = (darkest + 255) / 2
  const isDark = (x: number, y: number) => data[y * width + x]! <= level
  let [left, top, right, bottom, dark] = [width, height, -1, -1, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isDark(x, y)) continue
      dark++
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  const wide = right - left + 1
  const tall = bottom - top + 1
  return wide >= 2 * tall && dark >= 0.7 * wide * tall ? wide : null
}
