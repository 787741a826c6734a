import type { Problem } from '../../schemas/problem.ts'
import type { Part } from './picture-parts.ts'
import type { Decoded } from './picture-pixels.ts'

/**
 * Share of a picture's height that must be solid black down to its end for it to count as broken off. Decoders fill up
 * with black what a file does not have, often without a word; what scanners see beyond the paper's edge is seldom as even.
 */
const BROKEN_OFF = 0.02

/** What is wrong with the pictures of a page: `lost` of them could not be decoded, others may have broken off. */
export function damageOfParts(page: number, parts: readonly Part[], lost: number): Problem[] {
  const broken = brokenOff(page, parts)
  const missing: Problem = {
    code: 'image-damaged',
    page,
    message: `page ${page} holds ${lost === 1 ? 'a picture' : `${lost} pictures`} that could not be decoded; what stands there was not read`,
  }
  return [...(lost > 0 ? [missing] : []), ...(broken ? [broken] : [])]
}

function brokenOff(page: number, parts: readonly Part[]): Problem | null {
  const share = Math.max(0, ...parts.map(({ decoded }) => lackingRows(decoded) / decoded.height))
  if (share < BROKEN_OFF) return null
  return {
    code: 'image-damaged',
    page,
    message: `the last ${Math.round(share * 100)} % of a picture of page ${page} are black, as if it had broken off; what stood there was not read`,
  }
}

/** Rows at a picture's end that are missing or black throughout. */
function lackingRows({ width, height, kind, data }: Decoded): number {
  if (kind === 3) return 0
  const stride = kind === 2 ? width * 3 : (width + 7) >> 3
  let end = Math.min(data.length, stride * height)
  while (end > 0 && data[end - 1] === 0) end--
  return Math.floor((stride * height - end) / stride)
}
