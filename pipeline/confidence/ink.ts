/** A cell's text and ink: its share of dark pixels, 0 … 1, and its box in points. */
export type InkedText = {
  readonly raw: string
  readonly ink: number | null
  readonly box?: readonly [number, number, number, number] | null | undefined
}

/** Ink of a cell per character of its text, in square points; null where there is no text, ink or box to measure. */
export function inkPerCharacter({ raw, ink, box }: InkedText): number | null {
  const characters = [...raw.replace(/\s/gu, '')].length
  if (!box || !ink || characters === 0) return null
  return (ink * (box[2] - box[0]) * (box[3] - box[1])) / characters
}
