import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test, vi } from 'vitest'
import { type Part, zippedLong, zippedSmall } from '../../../../export/xlsx/file/zipped.ts'
import { unzip } from '../../support/unzip.ts'

const PARTS = [
  { path: 'a.xml', text: ['<a>', '中文', '</a>'] },
  { path: 'b/c.xml', text: ['x'.repeat(200_000), 'y'] },
  { path: 'empty.xml', text: [] },
]

async function* those(): AsyncGenerator<Part> {
  yield* PARTS
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece.slice())
  return Buffer.concat(all)
}

test.each([
  ['small parts', zippedSmall],
  ['long parts', zippedLong],
])('%s come back out of the archive', async (_, zipped) => {
  const files = unzip(await bytesOf(zipped(those())))
  expect([...files].map(([path, content]) => [path, content.toString()])).toEqual(
    PARTS.map(({ path, text }) => [path, text.join('')]),
  )
})

test('what a long part was made from is let go once it is written', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  let first: WeakRef<readonly string[]> | undefined
  async function* parts(): AsyncGenerator<Part> {
    for (let count = 0; count < 3; count++) {
      const notes = [`note ${count}`]
      first ??= new WeakRef(notes)
      const text = function* () {
        yield* notes
      }
      yield { path: `${count}.xml`, text: text() }
    }
    // The archive is still open here: nothing of its parts' makers is held any more.
    const free = () => {
      collect()
      expect(first?.deref()).toBeUndefined()
    }
    await vi.waitFor(free, { timeout: 30_000 })
  }
  expect(unzip(await bytesOf(zippedLong(parts()))).size).toBe(3)
})
