import { expect, test } from 'vitest'
import { collectFeatures, type ReadCell } from '../../../pipeline/confidence/features.ts'
import { NO_TRAITS, pageTraits } from '../../../pipeline/confidence/page-traits.ts'
import type { GridCell } from '../../../schemas/page.ts'

const said = (reader: string, raw: string, score: number) => ({ reader, raw, score })
const cell = (raw: string, readings: ReadCell['readings'], part: Partial<ReadCell> = {}): ReadCell => ({
  ...{ raw, ink: 0.03, mark: raw === '' ? 'blank' : 'characters', readings },
  ...part,
})
const features = (of: ReadCell) => collectFeatures(of, NO_TRAITS, 'none')

test('a cell that nobody had to recognize has no features', () => {
  expect(features(cell('7', [said('text-layer', '7', 1)], { mark: undefined }))).toBeNull()
})

test.each([
  ['both read the same value, however written', '1,204', [said('a', '1,204', 0.9), said('b', '1204', 0.8)], 'agree'],
  ['one reads something else', '12', [said('a', '12', 0.9), said('b', '17', 0.8)], 'contested'],
  ['only one reads anything', '12', [said('a', '12', 0.9), said('b', '', 0)], 'alone'],
  ['two against one', '—', [said('shape', '—', 0.95), said('a', '-', 0.4), said('b', '1', 0.7)], 'outvoted'],
  ['nobody read what was taken', '12', [said('a', '1', 0.9)], 'none'],
  ['nothing there to read', '', [], 'alone'],
])('%s', (_, raw, readings, agreement) => {
  expect(features(cell(raw, readings))?.agreement).toBe(agreement)
})

test('scores are those of the readers for and against', () => {
  const both = features(cell('—', [said('shape', '—', 0.95), said('a', '-', 0.4), said('b', '1', 0.7)]))
  expect(both).toMatchObject({ best: 0.95, least: 0.4, rival: 0.7, kind: 'dash', length: 1 })
  expect(features(cell('5', [said('a', '5', 0.9)]))).toMatchObject({ best: 0.9, least: 0.9, rival: 0, kind: 'digit' })
})

test.each([
  ['0', 'zero'],
  ['7', 'digit'],
  ['12', 'figure'],
  ['-3', 'figure'],
  ['82.5', 'figure'],
  ['/', 'dash'],
  ['', 'blank'],
  ['l2', 'text'],
])('%j is a %s', (raw, kind) => {
  expect(features(cell(raw, raw === '' ? [] : [said('a', raw, 0.9)]))?.kind).toBe(kind)
})

const gridCell = (text: string, readings: GridCell['readings'], ink: number): GridCell => ({
  ...{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, box: [0, 0, 40, 20] },
  ...{ text, ink, mark: 'characters', readings },
})

test('a page tells how noisy it is and how much ink its characters have', () => {
  const agreed = [said('a', '7', 0.9), said('b', '7', 0.9)]
  const apart = [said('a', '7', 0.9), said('b', '1', 0.9)]
  const cells = [...Array(9).fill(gridCell('7', agreed, 0.02)), gridCell('7', apart, 0.02)]
  const grid = { origin: 'ruled' as const, box: null, xs: [], ys: [], rows: 1, columns: 10, cells }
  const traits = pageTraits({ grids: [grid] })
  expect(traits.disagreement).toBeCloseTo(1 / 20)
  expect(traits.inkPerCharacter).toBeCloseTo(16)
  const bold = collectFeatures(cell('7', agreed, { ink: 0.08, box: [0, 0, 40, 20] }), traits, 'none')
  expect(bold?.inkDeviation).toBeCloseTo(2)
  expect(bold?.noise).toBeCloseTo(1 / 20)
  expect(pageTraits({ grids: [] })).toEqual(NO_TRAITS)
})
