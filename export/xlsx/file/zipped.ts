import { once } from 'node:events'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { ZipFile } from 'yazl'
import { type ZipEntry, zipOf } from '../../zip/zip.ts'

/** A file within a workbook. The next one is asked for when the text of the one before has been taken to its end. */
export type Part = { readonly path: string; readonly text: AsyncIterable<string> | Iterable<string> }

/** Many parts as a ZIP archive, made as it is read, each of which is held in memory while it is in work. */
export function zippedSmall(parts: AsyncGenerator<Part>): AsyncGenerator<Uint8Array> {
  return zipOf(entriesOf(parts))
}

/** A few parts of any length as a ZIP archive, made as it is read, none of which is ever held. */
export async function* zippedLong(parts: AsyncGenerator<Part>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  let current: Readable | undefined
  const fill = async () => {
    for await (const { path, text } of parts) {
      current = Readable.from(inPieces(text), { objectMode: false, highWaterMark: PIECE })
      const done = finished(current)
      add(zip, path, current)
      await done
    }
    zip.end()
  }
  const filled = fill().catch((error) => output.destroy(error))
  try {
    for await (const bytes of output) yield bytes
  } finally {
    if (current && !current.closed) {
      const closed = once(current, 'close')
      current.destroy()
      await closed
    }
    await filled
    await parts.return(undefined)
  }
}

/** The archive keeps what it was given for every part until its end; this way that is not what the part was made from. */
function add(zip: ZipFile, path: string, content: Readable): void {
  let waiting: Readable | null = content
  zip.addReadStreamLazy(path, SAME_TIME, (take) => {
    take(null, waiting!)
    waiting = null
  })
}

/** The same parts give the same bytes at all times, in every time zone. */
const SAME_TIME = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true }

/**
 * Characters that are compressed at a time, and bytes that come of it: too many for Node to take them from the memory
 * that small buffers share, all of which stays as long as one of them is kept.
 */
const PIECE = 64 * 1024

const deflate = promisify(deflateRaw)
const encoder = new TextEncoder()

async function* entriesOf(parts: AsyncGenerator<Part>): AsyncGenerator<ZipEntry> {
  for await (const { path, text } of parts) {
    let whole = ''
    for await (const some of text) whole += some
    const bytes = encoder.encode(whole)
    const data = await deflate(bytes, { chunkSize: PIECE })
    const head = { path, method: 8, crc: crc32(bytes), size: bytes.length, packedSize: data.length } as const
    yield { head, data: [data] }
  }
}

async function* inPieces(text: Part['text']): AsyncGenerator<Uint8Array> {
  let piece = ''
  for await (const some of text) {
    piece += some
    if (piece.length < PIECE) continue
    yield encoder.encode(piece)
    piece = ''
  }
  if (piece !== '') yield encoder.encode(piece)
}
