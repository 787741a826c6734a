import { expect, test } from 'vitest'
import { drawPdf, lattice, text } from './draw-pdf.ts'
import { readPage, show } from './read.ts'

const GRID = lattice([20, 120, 200, 280], [100, 140])

async function firstRow(content: string): Promise<string | undefined> {
  return show((await readPage(drawPdf([content]))).grids[0])[0]
}

test('a run across cells is cut at gaps, at spaces and at the ruling itself', async () => {
  expect(await firstRow(`${GRID} BT /F1 10 Tf 30 115 Td [(ab)-9000(12)-6000(99)] TJ ET`)).toBe('ab | 12 | 99')
  const spaced = `ab${' '.repeat(32)}12${' '.repeat(22)}99`
  expect(await firstRow(GRID + text(30, 115, spaced))).toBe('ab | 12 | 99')
  expect(await firstRow(lattice([20, 50, 80], [100, 140]) + text(38, 115, 'abcdef'))).toBe('ab | cdef')
})

test('characters printed twice to look bold count once, doubled digits stay', async () => {
  const bold = text(30, 115, 'Total 1122') + text(30.3, 115, 'Total 1122')
  expect(await firstRow(GRID + bold)).toBe('Total 1122 |  | ')
})

test('letter spacing parts no word, a word space made of letter spacing does', async () => {
  expect(await firstRow(`${GRID} 2 Tc ${text(30, 115, 'Total sum')} 0 Tc`)).toBe('Total sum |  | ')
  const disguised = 'BT /F1 10 Tf 30 115 Td (mor) Tj 2.5 Tc (e) Tj 0 Tc (prose) Tj ET'
  expect(await firstRow(GRID + disguised)).toBe('more prose |  | ')
})

test('lines of a cell join with one space, hyphenated or not', async () => {
  expect(await firstRow(GRID + text(30, 125, 'two') + text(30, 110, 'lines'))).toBe('two lines |  | ')
})

test('sideways text in an upright table reads along its own line', async () => {
  const sideways = 'BT /F1 10 Tf 0 1 -1 0 60 102 Tm (Upwards) Tj ET BT /F1 10 Tf 0 1 -1 0 75 102 Tm (twice) Tj ET'
  const upright = text(130, 115, 'upright words that are more') + text(20, 60, 'and more of them below the table here')
  const reading = await readPage(drawPdf([lattice([20, 120, 280], [100, 140]) + sideways + upright]))
  expect(show(reading.grids[0])).toEqual(['Upwards twice | upright words that are more'])
})

test('scaled, raised, negative-sized and kerned text keeps its place', async () => {
  expect(await firstRow(`${GRID} 50 Tz ${text(30, 115, 'Half as wide')} 100 Tz`)).toBe('Half as wide |  | ')
  expect(await firstRow(`${GRID} BT /F1 -10 Tf -1 0 0 -1 60 115 Tm (abc) Tj ET`)).toBe('abc |  | ')
  expect(await firstRow(`${GRID} BT /F1 10 Tf 30 115 Td [(A)80(V)80(A)80(TAR)] TJ ET`)).toBe('AVATAR |  | ')
})
