import type { Gray } from '../image/raster.ts'

/** A character as a reader saw it: where, in pixels of the crop from its left edge, and how sure (0 … 1). */
export type SeenCharacter = {
  readonly text: string
  readonly score: number
  readonly from: number
  readonly to: number
}

/** What a reader says of a crop. `score` is that of the least sure character; text is '' and score 0 where it saw none. */
export type CropReading = {
  readonly text: string
  readonly score: number
  readonly characters: readonly SeenCharacter[]
}

/**
 * The port behind which every OCR engine stands. A crop is one line, upright, dark on light, tight around its ink. The
 * answers come in the crops' order and do not depend on what the reader read before. A request that fails rejects with
 * an error whose `why` is "timeout" where the reader had to be given up.
 */
export type Reader = {
  readonly name: 'ppocr' | 'tesseract'
  /** Crops of figures: digits, signs, separators, dashes, perhaps a unit. */
  readFigures(crops: readonly Gray[]): Promise<readonly CropReading[]>
  /** Crops of text in Chinese or English. */
  readLines(crops: readonly Gray[]): Promise<readonly CropReading[]>
}
