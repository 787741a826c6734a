import { inflateSync } from 'node:zlib'

/** An object of the file as it is written, without the data of its stream. */
export type RawObject = { readonly text: string; readonly stream: boolean }

/** Bytes of a file, and of its object streams together, beyond which nobody looks at objects one by one. */
const LONGEST_FILE = 64 * 1024 ** 2
const LONGEST_PACKED = 64 * 1024 ** 2
const MOST_OBJECTS = 300_000

// "7 0 obj", "endobj", or a stream's start.
const TOKEN = /(?<![\d.])(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b|endobj|stream(?=\r?\n)/g

/**
 * A PDF's objects by number, found the way readers find them when the index is lost: one after the other, those packed
 * into object streams too, a later one in place of an earlier. Told from the bytes themselves, for what pdf.js does not
 * tell. Objects in encrypted object streams, and files beyond the limits, are left out.
 */
export function rawObjects(bytes: Uint8Array): ReadonlyMap<number, RawObject> {
  const objects = new Map<number, RawObject>()
  if (bytes.byteLength > LONGEST_FILE) return objects
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = file.toString('latin1')
  let packed = LONGEST_PACKED
  let open: { number: number; from: number } | null = null
  TOKEN.lastIndex = 0
  for (let token = TOKEN.exec(text); token && objects.size < MOST_OBJECTS; token = TOKEN.exec(text)) {
    if (token[1] !== undefined) open = { number: Number(token[1]), from: token.index + token[0].length }
    else if (open) {
      const object = { text: text.slice(open.from, token.index), stream: token[0] === 'stream' }
      objects.set(open.number, object)
      open = null
      if (!object.stream) continue
      const end = text.indexOf('endstream', token.index)
      if (end < 0) break
      if (/\/ObjStm\b/.test(object.text) && packed > 0)
        packed -= addPacked(objects, object.text, file.subarray(token.index + 6, end), packed)
      TOKEN.lastIndex = end
    }
  }
  return objects
}

/** Adds the objects of an object stream (PDF 32000-1, 7.5.7) and gives the bytes that they took. */
function addPacked(objects: Map<number, RawObject>, dictionary: string, data: Buffer, most: number): number {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1])
  let text: string
  try {
    const skip = data[0] === 0x0d ? 2 : 1
    text = inflateSync(data.subarray(skip), { maxOutputLength: most, finishFlush: 2 }).toString('latin1')
  } catch {
    return 0
  }
  const index = text.slice(0, first).trim().split(/\s+/).map(Number)
  for (let i = 0; i + 1 < index.length && objects.size < MOST_OBJECTS; i += 2) {
    const [number, from, to] = [index[i]!, index[i + 1]!, index[i + 3]]
    objects.set(number, { text: text.slice(first + from, to === undefined ? undefined : first + to), stream: false })
  }
  return text.length
}
