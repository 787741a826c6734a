/** Texts one behind the other in one buffer, in the order in which they came. */
export type Packed = {
  readonly length: number
  add(text: string): void
  at(index: number): string
  /** Their places in the order of their UTF-16 units, which is that of `<`. */
  order(): Uint32Array
}

/** Room for none as yet. A hundred thousand names as strings of their own, with what holds them, take several times as much. */
export function packed(): Packed {
  let bytes = Buffer.alloc(1024)
  let ends = new Uint32Array(64)
  let length = 0
  const startOf = (index: number) => (index === 0 ? 0 : ends[index - 1]!)
  return {
    get length() {
      return length
    },
    add(text) {
      const start = startOf(length)
      const end = start + text.length * 2
      if (end > bytes.length) bytes = Buffer.concat([bytes], grown(end))
      if (length === ends.length) ends = enlarged(ends)
      bytes.write(text, start, 'utf16le')
      ends[length++] = end
    },
    at: (index) => bytes.toString('utf16le', startOf(index), ends[index]),
    order: () =>
      Uint32Array.from({ length }, (_, index) => index).sort((a, b) =>
        compared(bytes, [startOf(a), ends[a]!], [startOf(b), ends[b]!]),
      ),
  }
}

type Range = readonly [start: number, end: number]

function compared(bytes: Buffer, [a, endOfA]: Range, [b, endOfB]: Range): number {
  const shared = Math.min(endOfA - a, endOfB - b)
  for (let at = 0; at < shared; at += 2) {
    const differ = bytes.readUInt16LE(a + at) - bytes.readUInt16LE(b + at)
    if (differ !== 0) return differ
  }
  return endOfA - a - (endOfB - b)
}

function enlarged(ends: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(grown(ends.length))
  more.set(ends)
  return more
}

function grown(size: number): number {
  return Math.ceil(size * 1.5)
}
