import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '../../../engines/source/read.ts'
import { parseValue } from '../../../pipeline/read/value.ts'
import type { GridCell, PageReading } from '../../../schemas/page.ts'
import { Truth } from '../../../schemas/truth.ts'
import { collectSamples } from '../../../scripts/calibrate/collect.ts'
import { ROOT } from '../../support/sources.ts'

const SAMPLE = join(ROOT, 'samples', 'digital', 'wrong-sum')
const truth = Truth.parse(JSON.parse(readFileSync(`${SAMPLE}.truth.json`, 'utf8')))
let digital: readonly PageReading[] = []
beforeAll(async () => {
  const reading = await readDocument(new Uint8Array(readFileSync(`${SAMPLE}.pdf`)), 'wrong-sum.pdf')
  if ('code' in reading) throw new Error(reading.message)
  digital = reading.readings
})

/** The pages as if both readers had read them from pixels, each cell as `change` has it. */
function scanned(change: (cell: GridCell) => GridCell): PageReading[] {
  return digital.map((page) => ({
    ...page,
    grids: page.grids.map((grid) => ({
      ...grid,
      cells: grid.cells.map((cell): GridCell => {
        const reading = { raw: cell.text, score: 0.99 }
        const readings = ['ppocr', 'tesseract'].map((reader) => ({ reader, ...reading }))
        return change({ ...cell, mark: cell.text === '' ? 'blank' : 'characters', readings: cell.text ? readings : [] })
      }),
    })),
  }))
}

test('pages from a text layer have nothing to learn from', () => {
  expect(collectSamples('g', digital, truth)).toEqual([])
})

test('every figure of a scanned report is a sample, right ones agreed upon', () => {
  const samples = collectSamples(
    'g',
    scanned((cell) => cell),
    truth,
  )
  expect(samples.length).toBeGreaterThan(190)
  expect(samples.every(({ right, features }) => right && features.agreement === 'agree')).toBe(true)
  const supports = new Set(samples.map(({ features }) => features.support))
  expect([...supports].sort()).toEqual(['figures', 'none', 'suspect', 'zeros'])
})

test('a figure that was read wrong is a wrong sample, with the reader that knew better as its rival', () => {
  let done = false
  const pages = scanned((cell) => {
    if (done || parseValue(cell.text).value !== 676) return cell
    done = true
    const readings = cell.readings.map((reading) => (reading.reader === 'ppocr' ? { ...reading, raw: '678' } : reading))
    return { ...cell, text: '678', readings }
  })
  const wrong = collectSamples('g', pages, truth).filter(({ right }) => !right)
  expect(wrong).toHaveLength(1)
  expect(wrong[0]!.features).toMatchObject({ agreement: 'contested', rival: 0.99, support: 'suspect' })
  expect(wrong[0]!.what).toContain('"678"')
})

test('a row whose figures changed places says nothing of reading', () => {
  const swap = { '676': '996', '996': '676' } as const
  const pages = scanned((cell) => {
    const text = swap[cell.text as keyof typeof swap] ?? cell.text
    return { ...cell, text, readings: cell.readings.map((reading) => ({ ...reading, raw: text })) }
  })
  const all = collectSamples(
    'g',
    scanned((cell) => cell),
    truth,
  )
  const samples = collectSamples('g', pages, truth)
  expect(samples.every(({ right }) => right)).toBe(true)
  expect(samples.length).toBe(all.length - 7)
})
