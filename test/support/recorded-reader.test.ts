import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { OpenReader } from '../../engines/ocr/open.ts'
import type { Gray } from '../../pipeline/image/raster.ts'
import { recordReader, replayReader } from './recorded-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'recorded-'))
afterAll(() => rmSync(folder, { recursive: true }))

const crop = (value: number): Gray => ({ width: 2, height: 1, data: Uint8Array.of(value, 255) })
const reading = (text: string) => ({ text, score: 0.5, characters: [{ text, score: 0.5, from: 0, to: 1.5 }] })

function fake(version: string): OpenReader {
  const read = (prefix: string) => async (crops: readonly Gray[]) => crops.map((c) => reading(`${prefix}${c.data[0]}`))
  return { name: 'ppocr', version, readFigures: read('f'), readLines: read('l') }
}

test('what was recorded is replayed, figures and lines apart, over several runs', async () => {
  const path = join(folder, 'a.json')
  const first = recordReader(fake('1'), path)
  await first.reader.readFigures([crop(1), crop(2)])
  first.save()
  const second = recordReader(fake('1'), path)
  await second.reader.readLines([crop(1)])
  second.save()
  const replayed = replayReader(path)
  expect(replayed).toMatchObject({ name: 'ppocr', version: '1' })
  expect(await replayed.readFigures([crop(2), crop(1)])).toEqual([reading('f2'), reading('f1')])
  expect(await replayed.readLines([crop(1)])).toEqual([reading('l1')])
  await expect(replayed.readLines([crop(2)])).rejects.toThrow('record it again')
})

test('another version of the reader starts its recording anew', async () => {
  const path = join(folder, 'b.json')
  const old = recordReader(fake('1'), path)
  await old.reader.readFigures([crop(1)])
  old.save()
  const other = recordReader(fake('2'), path)
  await other.reader.readFigures([crop(3)])
  other.save()
  await expect(replayReader(path).readFigures([crop(1)])).rejects.toThrow('record it again')
})
