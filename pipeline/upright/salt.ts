import type { Gray } from '../image/raster.ts'
import { SALT } from '../thresholds.ts'

/**
 * A grey picture rid of salt and pepper: pixels, alone or in pairs, of another shade than all about them take the median of
 * these, if there are so many of them that the page is full of noise. Otherwise the picture itself. (A switching median filter
 * after Sun and Neuvo, "Detail-preserving median based filters in image processing", Pattern Recognition Letters 15, 1994.)
 */
export function withoutSalt(gray: Gray): Gray {
  const { width, height, data: from } = gray
  if (!isSalted(gray)) return gray
  const data = from.slice()
  const near = new Uint8Array(8)
  for (let y = 1; y < height - 1; y++)
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++)
      if (stands(from, i, width)) data[i] = medianAround(from, i, width, near)
  return { width, height, data }
}

/** Whether so many pixels stand alone amid an even shade that it is no print; some of them are asked. */
function isSalted({ width, height, data }: Gray): boolean {
  let [asked, alone] = [0, 0]
  for (let y = 1; y < height - 1; y += SALT.every)
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
      asked++
      if (stands(data, i, width) && isEvenAround(data, i, width)) alone++
    }
  return alone > asked * SALT.share
}

/** Whether a pixel differs from all eight about it, or from all but one that has no other: a hairline's end has one that goes on. */
function stands(data: Uint8Array, i: number, width: number): boolean {
  const other = onlyAlike(data, i, width)
  return other === ALONE || (other !== SEVERAL && onlyAlike(data, other, width) === i)
}

const [ALONE, SEVERAL] = [-1, -2]

/** The one of the pixels about a pixel that is of its shade, or that there is none, or several. */
function onlyAlike(data: Uint8Array, i: number, width: number): number {
  const value = data[i]!
  let found = ALONE
  for (let row = i - width; row <= i + width; row += width)
    for (let at = row - 1; at <= row + 1; at++) {
      if (at === i || !(Math.abs(data[at]! - value) < SALT.contrast)) continue
      if (found !== ALONE) return SEVERAL
      found = at
    }
  return found
}

/** Whether what is about a pixel is of one shade. */
function isEvenAround(data: Uint8Array, i: number, width: number): boolean {
  let [low, high] = [255, 0]
  for (const at of [i - 1, i + 1, i - width, i + width, i - width - 1, i - width + 1, i + width - 1, i + width + 1]) {
    low = Math.min(low, data[at]!)
    high = Math.max(high, data[at]!)
  }
  return high - low < SALT.contrast
}

function medianAround(data: Uint8Array, i: number, width: number, near: Uint8Array): number {
  near[0] = data[i - 1]!
  near[1] = data[i + 1]!
  for (let k = 0; k < 3; k++) {
    near[2 + k] = data[i - width - 1 + k]!
    near[5 + k] = data[i + width - 1 + k]!
  }
  near.sort()
  return (near[3]! + near[4]!) >> 1
}
