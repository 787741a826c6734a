/** Glyphs of the typeface: nothing, then empty ones of half and of a whole em. */
export const GLYPHS = { half: 1, whole: 2 } as const

/** Units of an em, and how far characters reach above and below the line that they stand on. */
export const EM = 1000
export const ASCENT = 880
export const DESCENT = EM - ASCENT

const ADVANCES = [EM, EM / 2, EM] as const

/** A TrueType typeface whose characters show nothing: what a PDF's invisible text is set in. Always the same bytes. */
export function glyphlessTypeface(): Uint8Array {
  const glyph = new Bytes().u16(0, 0, 0, 0, 0).bytes(12)
  const tables: readonly (readonly [tag: string, data: Uint8Array])[] = [
    ['cmap', new Bytes().u16(0, 1, 3, 0).u32(12).u16(4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0).bytes()],
    ['glyf', Buffer.concat(ADVANCES.map(() => glyph))],
    ['head', head()],
    [
      'hhea',
      new Bytes().u32(0x10000).u16(ASCENT, -DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, ADVANCES.length).bytes(),
    ],
    ['hmtx', new Bytes().u16(...ADVANCES.flatMap((advance) => [advance, 0])).bytes()],
    ['loca', new Bytes().u16(...[...ADVANCES, 0].map((_, i) => (i * glyph.length) / 2)).bytes()],
    ['maxp', new Bytes().u32(0x10000).u16(ADVANCES.length, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0).bytes()],
  ]
  return withDirectory(tables)
}

function head(): Uint8Array {
  const dates = [0, 0, 0, 0]
  return new Bytes()
    .u32(0x10000, 0x10000, 0, 0x5f0f3cf5)
    .u16(0b1011, EM)
    .u32(...dates)
    .u16(0, -DESCENT, EM, ASCENT, 0, 8, 2, 0, 0)
    .bytes()
}

/** OpenType, "Organization of an OpenType font": the directory, and the sum that the whole file comes to. */
function withDirectory(tables: readonly (readonly [tag: string, data: Uint8Array])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const directory = new Bytes()
    .u32(0x10000)
    .u16(tables.length, power * 16, Math.log2(power), (tables.length - power) * 16)
  let at = 12 + tables.length * 16
  const bodies: Uint8Array[] = []
  for (const [tag, data] of tables) {
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)])
    directory.text(tag).u32(sumOf(padded), at, data.length)
    bodies.push(padded)
    at += padded.length
  }
  const file = Buffer.concat([directory.bytes(), ...bodies])
  const headAt = file.readUInt32BE(12 + tables.findIndex(([tag]) => tag === 'head') * 16 + 8)
  file.writeUInt32BE((0xb1b0afba - sumOf(file)) >>> 0, headAt + 8)
  return file
}

function sumOf(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let sum = 0
  for (let at = 0; at < data.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

class Bytes {
  readonly #all: number[] = []
  u16(...values: readonly number[]): this {
    for (const value of values) this.#all.push((value >> 8) & 255, value & 255)
    return this
  }
  u32(...values: readonly number[]): this {
    for (const value of values) this.u16((value >>> 16) & 0xffff, value & 0xffff)
    return this
  }
  text(text: string): this {
    for (const character of text) this.#all.push(character.charCodeAt(0))
    return this
  }
  /** At least as many as asked for. */
  bytes(least = 0): Uint8Array {
    return Uint8Array.from({ length: Math.max(least, this.#all.length) }, (_, i) => this.#all[i] ?? 0)
  }
}
