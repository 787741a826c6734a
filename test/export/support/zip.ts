import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl'

/** A zip: its bytes, or what gives any stretch of them. */
export type Zip = Buffer | { readonly size: number; readonly read: (start: number, end: number) => Buffer }

/** A zip's entries in the order of its directory, as yauzl finds them, which knows nothing of this project. */
export async function entriesOf(zip: Zip): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  await eachEntry(zip, async (entry) => void entries.push(entry))
  return entries
}

/** Files by their names, their checksums compared; all of them or one. */
export async function unzipped(zip: Zip, only?: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  await eachEntry(zip, async (entry, opened) => {
    if (only !== undefined && entry.fileName !== only) return
    const stream = await new Promise<Readable>((resolve, reject) =>
      opened.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    )
    const bytes = await buffer(stream)
    if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} is torn`)
    if (files.has(entry.fileName)) throw new Error(`${entry.fileName} is there twice`)
    files.set(entry.fileName, bytes)
  })
  return files
}

async function eachEntry(zip: Zip, take: (entry: Entry, opened: ZipFile) => Promise<void>): Promise<void> {
  const opened = await openZip(zip)
  await new Promise<void>((resolve, reject) => {
    opened.on('error', reject)
    opened.on('end', resolve)
    opened.on('entry', (entry: Entry) => void take(entry, opened).then(() => opened.readEntry(), reject))
    opened.readEntry()
  })
}

function openZip(zip: Zip): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, opened: ZipFile) => (error ? reject(error) : resolve(opened))
    if (Buffer.isBuffer(zip)) return fromBuffer(zip, { lazyEntries: true, strictFileNames: true }, done)
    const { size, read } = zip
    class Stretches extends RandomAccessReader {
      override _readStreamForRange(start: number, end: number): Readable {
        return Readable.from([read(start, end)])
      }
    }
    fromRandomAccessReader(new Stretches(), size, { lazyEntries: true, strictFileNames: true }, done)
  })
}
