/** A picture as pdf.js decodes it: `kind` 1 is one bit a pixel, 2 RGB, 3 RGBA; a stencil has none, and paints where a bit is 0. */
export type Decoded = {
  readonly width: number
  readonly height: number
  readonly kind?: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/**
 * Paints a run of pixels into `out` from index `at` on, one or three bytes each; `rows` and `columns` say for each which
 * pixel of the picture it shows.
 */
export type Painter = (rows: Int32Array, columns: Int32Array, out: Uint8Array, at: number) => void

/** Whether a picture has nothing but black and white, or is a stencil of a grey. */
export function isColourless({ kind }: Decoded, colour: number | null): boolean {
  if (kind === 1) return true
  return (
    kind === undefined && colour !== null && colour >> 16 === (colour & 255) && colour >> 16 === ((colour >> 8) & 255)
  )
}

/** How to paint a decoded picture over what is there; `colour` (0xRRGGBB) is what a stencil paints with. Null where that is unknown. */
export function painterOf(decoded: Decoded, colour: number | null, channels: 1 | 3): Painter | null {
  const { data, width, kind } = decoded
  if (kind === undefined) return colour === null ? null : stencilPainter(data, width, colour, channels)
  if (kind === 1) return bitPainter(data, width, channels)
  if (channels === 1) return null
  if (kind === 2) return rgbPainter(data, width)
  return kind === 3 ? rgbaPainter(data, width) : null
}

// What a damaged file does not have stays paper.
const PAPER = 255

function bitPainter(data: Decoded['data'], width: number, channels: 1 | 3): Painter {
  const stride = (width + 7) >> 3
  return (rows, columns, out, at) => {
    for (let i = 0, to = at; i < columns.length; i++, to += channels) {
      const column = columns[i]!
      const byte = rows[i]! * stride + (column >> 3)
      const value = ((byte < data.length ? data[byte]! : PAPER) & (128 >> (column & 7))) !== 0 ? 255 : 0
      out[to] = value
      if (channels === 1) continue
      out[to + 1] = value
      out[to + 2] = value
    }
  }
}

function stencilPainter(data: Decoded['data'], width: number, colour: number, channels: 1 | 3): Painter {
  const stride = (width + 7) >> 3
  return (rows, columns, out, at) => {
    for (let i = 0, to = at; i < columns.length; i++, to += channels) {
      const column = columns[i]!
      if ((data[rows[i]! * stride + (column >> 3)] ?? PAPER) & (128 >> (column & 7))) continue
      for (let k = 0; k < channels; k++) out[to + k] = (colour >> (16 - 8 * k)) & 255
    }
  }
}

function rgbPainter(data: Decoded['data'], width: number): Painter {
  return (rows, columns, out, at) => {
    for (let i = 0, to = at; i < columns.length; i++) {
      const from = (rows[i]! * width + columns[i]!) * 3
      out[to++] = data[from] ?? PAPER
      out[to++] = data[from + 1] ?? PAPER
      out[to++] = data[from + 2] ?? PAPER
    }
  }
}

function rgbaPainter(data: Decoded['data'], width: number): Painter {
  return (rows, columns, out, at) => {
    for (let i = 0, to = at; i < columns.length; i++) {
      const from = (rows[i]! * width + columns[i]!) * 4
      const alpha = data[from + 3] ?? 0
      for (let k = 0; k < 3; k++, to++)
        out[to] = Math.round(((data[from + k] ?? PAPER) * alpha + out[to]! * (255 - alpha)) / 255)
    }
  }
}
