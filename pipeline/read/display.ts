/** How many columns a text takes in a fixed-width layout: wide (East Asian) characters and the ideographic space two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const c of text) width += WIDE.test(c) ? 2 : 1
  return width
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’—…·]/u

/** A token of a line and the display columns [from, to) that it takes. */
export type PlacedToken = { readonly text: string; readonly from: number; readonly to: number }

/** A line's tokens between spaces, with their places; `indent` columns stand before the line. */
export function placedTokens(line: string, indent: number): PlacedToken[] {
  const tokens: PlacedToken[] = []
  let from = indent
  for (const part of line.split(/([\s\u3000]+)/u)) {
    const to = from + displayWidth(part)
    if (part.trim() !== '') tokens.push({ text: part, from, to })
    from = to
  }
  return tokens
}
