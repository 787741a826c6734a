import type { Gray, Mask } from '../image/raster.ts'
import { specksOf } from '../image/specks.ts'
import { closeDashes } from '../marks/raster-dashes.ts'
import { NOISE, SHADING } from '../thresholds.ts'

/** Takes the specks out of a black-and-white picture and fills the pinholes that the same noise made in its strokes. */
export function withoutSpecks(gray: Gray, dpi: number): Gray {
  const ink = closeDashes({ ...gray, data: gray.data.map((value) => (value < 128 ? 1 : 0)) }, dpi)
  const specks = specksOf(ink, largestSpeck(dpi))
  const { noisy, sure, limit } = judgeSpecks(specks.sizes, gray, dpi)
  const data = gray.data.slice()
  const whiten = (from: number, to: number) => data.fill(SHADING.paper, from, to)
  specks.remove(sure, 0, whiten)
  if (limit > sure) specks.remove(limit, clearOf(dpi), whiten)
  if (noisy) fillPinholes(ink, data)
  return { ...gray, data }
}

/**
 * Takes the specks out of a page's ink, which is changed, and those of them that stand clear of other ink out of its
 * grey: beside text a speck may be a decimal point, which a reader can tell better.
 */
export function cleanInk(gray: Gray, ink: Mask, dpi: number): Gray {
  const specks = specksOf(ink, largestSpeck(dpi))
  const runs: number[] = []
  const { sure, limit } = judgeSpecks(specks.sizes, gray, dpi)
  const clear = clearOf(dpi)
  specks.remove(sure, 0, (from, to) => runs.push(from, to))
  if (limit > sure) specks.remove(limit, clear, (from, to) => runs.push(from, to))
  if (runs.length === 0) return gray
  const data = gray.data.slice()
  for (let i = 0; i < runs.length; i += 2) {
    const [from, to] = [runs[i]!, runs[i + 1]!]
    if (holds(ink, from, to, clear)) continue
    for (let dy = -1; dy <= 1; dy++) {
      const row = Math.floor(from / gray.width) + dy
      if (row >= 0 && row < gray.height)
        data.fill(SHADING.paper, Math.max(0, from + dy * gray.width - 1), to + dy * gray.width + 1)
    }
  }
  return { ...gray, data }
}

/**
 * Whether a page is full of specks, and the pixels up to which a piece of ink surely is one and up to which it is one where
 * it stands clear of other ink. Sure are those too small for any dot, and on a noisy page the sizes that grow rarer one by
 * one as steeply as chance makes them; what grows rarer slowly, until strokes and dots begin, may be strokes worn to bits.
 */
export function judgeSpecks(
  sizes: readonly number[],
  { width, height }: { width: number; height: number },
  dpi: number,
) {
  const least = Math.floor(((NOISE.always * dpi) / 72) ** 2)
  const inches = (width * height) / dpi ** 2
  const noisy = sizes.reduce((sum, count) => sum + count, 0) >= NOISE.specks * inches
  if (!noisy) return { noisy, sure: least, limit: least }
  let sure = sizes.indexOf(Math.max(...sizes))
  while (sure + 1 < sizes.length && sizes[sure + 1]! > NOISE.few && sizes[sure + 1]! < sizes[sure]! * NOISE.rarer)
    sure++
  let limit = sure
  while (limit + 1 < sizes.length && sizes[limit + 1]! > NOISE.few && sizes[limit + 1]! < sizes[limit]!) limit++
  return { noisy, sure: Math.max(least, sure), limit: Math.max(least, limit) }
}

function largestSpeck(dpi: number): number {
  return Math.max(2, Math.floor(((NOISE.largest * dpi) / 72) ** 2))
}

/** Pixels within which other ink makes a speck doubtful. */
function clearOf(dpi: number): number {
  return Math.max(1, Math.round((NOISE.clear * dpi) / 72))
}

/** Whether there is ink within `reach` pixels of a run. */
function holds({ width, height, data }: Mask, from: number, to: number, reach: number): boolean {
  const y = Math.floor(from / width)
  const [left, right] = [Math.max(0, (from % width) - reach), Math.min(width, (from % width) + to - from + reach)]
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++)
    for (let i = row * width + left; i < row * width + right; i++) if (data[i] === 1) return true
  return false
}

/** Blackens single white pixels between four black ones. */
function fillPinholes({ width, height, data: ink }: Mask, data: Uint8Array): void {
  for (let y = 1; y < height - 1; y++)
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++)
      if (ink[i] === 0 && ink[i - 1] === 1 && ink[i + 1] === 1 && ink[i - width] === 1 && ink[i + width] === 1)
        data[i] = 0
}
