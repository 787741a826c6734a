import { directoryRecord, type EntryHead, endRecords, localHeader } from './records.ts'
import { openSpool } from './spool.ts'

/** A file on its way into a zip: what is said of it, and its bytes as they stand there (see `packFile`). */
export type ZipEntry = {
  readonly head: EntryHead
  readonly data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * A zip in pieces, made as they are asked for; entries are taken one after the other and none is kept, what the directory
 * at the end says of them waits on the disk. The same entries give the same bytes. Throws where an entry's data is not
 * as long as was said, and what `entries` throws: what came before is no zip then, since it lacks its end.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory = openSpool()
  let offset = 0
  let count = 0
  try {
    for await (const { head, data } of entries) {
      const header = localHeader(head)
      yield header
      let length = 0
      for await (const piece of data) {
        length += piece.length
        yield piece
      }
      if (length !== head.packedSize) throw new Error(`${head.path}: ${length} bytes in place of ${head.packedSize}`)
      await directory.write(directoryRecord(head, offset))
      offset += header.length + length
      count++
    }
    yield* directory.read()
    yield endRecords(count, directory.size, offset)
  } finally {
    await directory.close()
  }
}
