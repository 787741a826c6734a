/** The encodings that text dumps come in. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'gb18030'

/** Encodes a text; a character that the encoding's two-byte part does not hold is a defect of the sample. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8-bom':
      return new TextEncoder().encode(`\ufeff${text}`)
    case 'utf-16le':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    case 'gb18030':
      return encodeGb18030(text)
  }
}

let table: Map<string, readonly [number, number]> | undefined

// Node decodes GB18030 but does not encode it: the two-byte part is turned round once.
function encodeGb18030(text: string): Uint8Array {
  table ??= invert()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else {
      const pair = table.get(character)
      if (!pair) throw new Error(`${character} is not in the two-byte part of GB18030`)
      bytes.push(...pair)
    }
  }
  return Uint8Array.from(bytes)
}

function invert(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  const pairs = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (!pairs.has(character)) pairs.set(character, [lead, trail])
    }
  return pairs
}
