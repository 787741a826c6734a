/** What a JPEG's header says of its picture. */
export type JpegHeader = {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly bits: number
}

/** Reads a JPEG's frame header (ITU T.81, B.2.2); null where the bytes are none that PDF's decoders know. */
export function jpegHeader(bytes: Uint8Array): JpegHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    // Padding, and markers that stand alone.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (marker >= 0xc0 && marker <= 0xc2) {
      const [bits, height, width, channels] = [
        bytes[at + 4]!,
        view.getUint16(at + 5),
        view.getUint16(at + 7),
        bytes[at + 9]!,
      ]
      return width > 0 && height > 0 && (channels === 1 || channels === 3 || channels === 4)
        ? { width, height, channels, bits }
        : null
    } else if (
      marker === 0xd9 ||
      marker === 0xda ||
      (marker > 0xc2 && marker < 0xd0 && ![0xc4, 0xc8, 0xcc].includes(marker))
    )
      return null
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}
