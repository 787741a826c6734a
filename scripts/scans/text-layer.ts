import type { Random } from '../../samples/make/random.ts'
import type { Piece } from './render.ts'

/** What a text layer over a scan is worth: right, wrong here and there, shifted away from its print, or rubbish. */
export type LayerKind = 'right' | 'wrong' | 'shifted' | 'rubbish'

/** The text layer that text recognition of that worth would have left over a page. */
export function misread(pieces: readonly Piece[], kind: LayerKind, random: Random): Piece[] {
  const [dx, dy] = kind === 'shifted' ? [random.int(15, 60), random.int(-80, 80)] : [0, 0]
  return pieces.map((piece) => ({
    ...piece,
    x: piece.x + dx,
    y: piece.y + dy,
    text:
      kind === 'wrong'
        ? spoil(piece.text, 0.12, random)
        : kind === 'rubbish'
          ? spoil(piece.text, 0.95, random)
          : piece.text,
  }))
}

const ALIKE: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '2': 'Z',
  '3': '8',
  '5': 'S',
  '6': '8',
  '7': '1',
  '8': '3',
  '9': '4',
}

function spoil(text: string, share: number, random: Random): string {
  return Array.from(text, (character) => {
    if (!random.chance(share)) return character
    if (share < 0.5) return ALIKE[character] ?? String.fromCodePoint(0x4e00 + random.int(0, 2000))
    return random.chance(0.5)
      ? String.fromCodePoint(0x21 + random.int(0, 90))
      : String.fromCodePoint(0x4e00 + random.int(0, 6000))
  }).join('')
}
