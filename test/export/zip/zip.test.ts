import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { entryName } from '../../../export/zip/entry-name.ts'
import { packFile } from '../../../export/zip/pack.ts'
import { openSpool } from '../../../export/zip/spool.ts'
import { type ZipEntry, zipOf } from '../../../export/zip/zip.ts'
import { entriesOf, unzipped } from '../support/zip.ts'

type Small = readonly [path: string, text: string]

async function* packed(files: Iterable<Small>): AsyncGenerator<ZipEntry> {
  for (const [path, text] of files) {
    const { head, data } = await packFile({ path, bytes: Buffer.from(text) })
    yield { head, data: [data] }
  }
}

async function bytesOf(zip: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(zip))
}

const FILES: readonly Small[] = [
  ['年报 2023/page-0001.alto.xml', '<alto>行政许可</alto>'.repeat(400)],
  ['年报 2023/page-0001.jpg', 'as it is '.repeat(100)],
  ['empty.json', ''],
]

test('what goes in comes out, by another library: text deflated, pictures and PDFs stored', async () => {
  const zip = await bytesOf(zipOf(packed(FILES)))
  expect(await unzipped(zip)).toEqual(new Map(FILES.map(([path, text]) => [path, Buffer.from(text)])))
  const entries = await entriesOf(zip)
  expect(entries.map(({ compressionMethod }) => compressionMethod)).toEqual([8, 0, 8])
  expect(entries[0]!.compressedSize).toBeLessThan(entries[0]!.uncompressedSize / 10)
  expect(entries[1]!.compressedSize).toBe(entries[1]!.uncompressedSize)
  expect(entries.every(({ lastModFileDate, lastModFileTime }) => lastModFileDate === 33 && lastModFileTime === 0)).toBe(
    true,
  )
})

test('the same files give the same bytes', async () => {
  expect((await bytesOf(zipOf(packed(FILES)))).equals(await bytesOf(zipOf(packed(FILES))))).toBe(true)
})

test('more entries than 16 bits count, whose directory does not stay in memory', async () => {
  const count = 70_000
  const crc = crc32('x')
  const data = [Buffer.from('x')]
  async function* many(): AsyncGenerator<ZipEntry> {
    for (let i = 0; i < count; i++) yield { head: { path: `${i}/x.pdf`, method: 0, crc, size: 1, packedSize: 1 }, data }
  }
  const entries = await entriesOf(await bytesOf(zipOf(many())))
  expect(entries).toHaveLength(count)
  expect(entries.at(-1)!.fileName).toBe(`${count - 1}/x.pdf`)
})

test('entries that begin beyond four gigabytes are found', async () => {
  const block = Buffer.alloc(256 * 1024 ** 2)
  const crc = crc32(block)
  const size = block.length
  const last = await packFile({ path: 'last.json', bytes: Buffer.from('{"found":true}') })
  async function* big(): AsyncGenerator<ZipEntry> {
    for (let i = 0; i < 17; i++)
      yield { head: { path: `${i}.pdf`, method: 0, crc, size, packedSize: size }, data: [block] }
    yield { head: last.head, data: [last.data] }
  }
  // Only what is not the block is kept; where it stands is known.
  const pieces: { readonly at: number; readonly bytes: Uint8Array }[] = []
  let at = 0
  for await (const bytes of zipOf(big())) {
    pieces.push({ at, bytes })
    at += bytes.length
  }
  const read = (start: number, end: number) =>
    Buffer.concat(
      pieces
        .filter((piece) => piece.at < end && piece.at + piece.bytes.length > start)
        .map((piece) => piece.bytes.subarray(Math.max(0, start - piece.at), Math.max(0, end - piece.at))),
    )
  const entries = await entriesOf({ size: at, read })
  expect(entries).toHaveLength(18)
  expect(entries.at(-1)!.relativeOffsetOfLocalHeader).toBeGreaterThan(2 ** 32)
  expect((await unzipped({ size: at, read }, 'last.json')).get('last.json')!.toString()).toBe('{"found":true}')
})

test('names that would leave the folder, or that no system takes, never become entries', () => {
  for (const path of [
    '../a',
    'a/../b',
    '/a',
    'a//b',
    'a\\b',
    'C:/a',
    '',
    'a/',
    './a',
    'a\nb',
    'a\0',
    '\ud800',
    'x'.repeat(70_000),
  ])
    expect(() => entryName(path), JSON.stringify(path)).toThrow(RangeError)
  expect(entryName('年报/..a').toString()).toBe('年报/..a')
})

test('data that is not as long as was said breaks the zip off', async () => {
  const { head, data } = await packFile({ path: 'a.pdf', bytes: Buffer.from('four') })
  async function* torn(): AsyncGenerator<ZipEntry> {
    yield { head, data: [data.subarray(1)] }
  }
  await expect(bytesOf(zipOf(torn()))).rejects.toThrow('a.pdf: 3 bytes in place of 4')
})

test('a spool gives back what was put aside, from the disk too, and leaves nothing', async () => {
  for (const room of [1024, 4]) {
    const spool = openSpool(room)
    for (const text of ['one', 'two', 'three', 'four']) await spool.write(Buffer.from(text))
    expect(spool.size).toBe(15)
    expect((await bytesOf(spool.read())).toString()).toBe('onetwothreefour')
    await spool.close()
  }
})
