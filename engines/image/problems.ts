import type { Problem } from '../../schemas/problem.ts'
import { PICTURES } from './limits.ts'

/** A picture of which nothing could be decoded. */
export function damaged(page: number, error: unknown): Problem {
  return {
    code: 'image-damaged',
    page,
    message: `the picture of page ${page} could not be decoded (${wordsOf(error)}); scan or export it again`,
  }
}

/** A picture of which a part may be missing. */
export function partly(page: number, error: unknown): Problem {
  return {
    code: 'image-damaged',
    page,
    message: `the picture of page ${page} is damaged; a part of it may be missing or wrong (${wordsOf(error)}); scan or export it again`,
  }
}

/** A picture that is not decoded for its size. */
export function tooLarge(page: number, width: number, height: number): Problem {
  return {
    code: 'image-too-large',
    page,
    message: `the picture of page ${page} has ${width} by ${height} pixels, more than ${PICTURES.most / 1e6} million; scale it down (300 dpi do) or cut it into pages`,
  }
}

function wordsOf(error: unknown): string {
  // Decoders repeat themselves line by line.
  const words = (error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? ''
  return words
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:;,.]+$/, '')
    .slice(0, 160)
}
