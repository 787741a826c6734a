import { describe, expect, test } from 'vitest'
import { afterSecondLook, isDisputed } from '../../../pipeline/page/look-again.ts'
import { readSnippets } from '../../../pipeline/page/read-snippets.ts'
import type { CropReading, Reader } from '../../../pipeline/read/reader.ts'
import type { Reading } from '../../../schemas/page.ts'

const says = (reader: string, raw: string, score = 0.98): Reading => ({ reader, raw, score })

test('only figures of which readers say different values are disputed', () => {
  expect(isDisputed([says('ppocr', '44'), says('tesseract', '444')])).toBe(true)
  expect(isDisputed([says('ppocr', '1,204'), says('tesseract', '1204')])).toBe(false)
  expect(isDisputed([says('ppocr', '44')])).toBe(false)
  expect(isDisputed([says('shape', '/'), says('ppocr', '7'), says('tesseract', '1')])).toBe(false)
})

describe('a second look', () => {
  const after = (first: Reading, other: Reading, again: string, score = 0.99) =>
    afterSecondLook([first, other], says('ppocr', again, score)).map(({ raw, score: sure }) => [raw, sure])

  test('counts where another reader says the same, and is not as sure as a first', () => {
    expect(after(says('ppocr', '44', 1), says('tesseract', '444', 0.9), '444')).toEqual([
      ['444', 0.6],
      ['444', 0.9],
    ])
  })

  test('counts where it finds digits that the first look lost', () => {
    expect(after(says('ppocr', '80', 1), says('tesseract', '8', 0.8), '480')[0]).toEqual(['480', 0.6])
  })

  test('counts where the first was hardly believed', () => {
    expect(after(says('ppocr', '440', 0.49), says('tesseract', '340', 0.9), '440')[0]).toEqual(['440', 0.6])
  })

  test.each([
    ['loses a sign', '-6489', '6489', '6489', 0.99],
    ['says a third thing', '251', '25', '257', 0.99],
    ['hardly believes itself', '48', '478', '478', 0.3],
    ['sees no figure', '48', '478', '4了8', 0.99],
    ['says the same', '806', '06', '806', 0.99],
  ])('changes nothing where it %s', (_, first, other, again, score) => {
    const readings = [says('ppocr', first), says('tesseract', other)]
    expect(afterSecondLook(readings, says('ppocr', again, score))).toBe(readings)
  })
})

describe('reading snippets', () => {
  const crop = { width: 30, height: 12, data: new Uint8Array(360).fill(255) }
  const snippet = { box: [0, 0, 30, 12], inCell: true, mark: 'characters', em: 12, crop } as const
  const answer =
    (text: string) =>
    async (crops: readonly unknown[]): Promise<CropReading[]> =>
      crops.map(() => ({ text, score: 0.98, characters: [] }))
  const tesseract: Reader = { name: 'tesseract', readLines: answer('117'), readFigures: answer('117') }

  test('shows disputed figures to the first reader again', async () => {
    const ppocr: Reader = { name: 'ppocr', readLines: answer('17'), readFigures: answer('117') }
    const { words } = await readSnippets([snippet], [ppocr, tesseract])
    expect(words[0]).toMatchObject({ text: '117', readings: [says('ppocr', '117', 0.6), says('tesseract', '117')] })
  })

  test('keeps what was read where the second look fails', async () => {
    const ppocr: Reader = {
      name: 'ppocr',
      readLines: answer('17'),
      readFigures: () => Promise.reject(new Error('no answer')),
    }
    const { words, problems } = await readSnippets([snippet], [ppocr, tesseract])
    expect(words[0]).toMatchObject({ text: '17', readings: [says('ppocr', '17'), says('tesseract', '117')] })
    expect(problems).toEqual([])
  })
})
