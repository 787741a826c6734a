import { expect, test } from 'vitest'
import { openHere } from '../../../engines/pdf/document.ts'
import type { Ruling } from '../../../schemas/geometry.ts'
import { drawPdf, line, text } from '../../engines/pdf/draw-pdf.ts'

/** The rulings found on a drawn page of 300 by 200, as kind, place, start and end in whole points. */
async function rulings(content: string): Promise<string[]> {
  const doc = await openHere(new Uint8Array(drawPdf([content + text(2, 2, '.')])))
  if ('code' in doc) throw new Error(doc.message)
  const { marks } = await doc.inspectPage(1)
  await doc.close()
  const round = (r: Ruling) => `${r.kind[0]} ${Math.round(r.at)}: ${Math.round(r.from)}-${Math.round(r.to)}`
  return marks!.rulings.map(round)
}

const FRAME = ['h 50: 20-120', 'h 100: 20-120', 'v 20: 50-100', 'v 120: 50-100']

test('strokes, stroked rectangles and thin fills are rulings', async () => {
  expect(await rulings(line(20, 150, 120, 150) + line(20, 150, 20, 100, 0.1))).toEqual(['h 50: 20-120', 'v 20: 50-100'])
  expect(await rulings('20 100 100 50 re S')).toEqual(FRAME)
  expect(await rulings('20 149.8 100 0.4 re f 19.8 100 0.4 50 re f')).toEqual(['h 50: 20-120', 'v 20: 50-100'])
})

test('a hairline of light grey is one too', async () => {
  expect(await rulings('0.8 G 0 w 20 150 m 120 150 l S 0.7 g 20 99.9 100 0.25 re f')).toEqual([
    'h 50: 20-120',
    'h 100: 20-120',
  ])
})

test('white lines on white, covered and clipped ones are none', async () => {
  expect(await rulings(`1 G ${line(20, 150, 120, 150)}`)).toEqual([])
  expect(await rulings(`${line(20, 150, 120, 150)} 1 g 0 140 300 30 re f`)).toEqual([])
  expect(await rulings(`q 0 0 60 200 re W n ${line(20, 150, 120, 150)} Q`)).toEqual(['h 50: 20-60'])
})

test('the edges of a coloured cell are rulings, and white lines inside it', async () => {
  expect(await rulings('0.8 g 20 100 100 50 re f')).toEqual(FRAME)
  expect(await rulings(`0.2 0.3 0.6 rg 20 100 100 50 re f 1 G ${line(70, 100, 70, 150)}`)).toEqual([
    ...FRAME.slice(0, 3),
    'v 70: 50-100',
    FRAME[3],
  ])
})

test('neighbouring fills of two colours share one edge, of one colour none', async () => {
  const left = '20 100 50 50 re f '
  const right = '70 100 50 50 re f '
  expect(await rulings(`0.8 g ${left} 0.6 g ${right}`)).toContain('v 70: 50-100')
  expect(await rulings(`0.8 g ${left} ${right}`)).not.toContain('v 70: 50-100')
})

test('dashes, dots and double lines are one ruling each', async () => {
  expect(await rulings(`[3 2] 0 d ${line(20, 150, 120, 150)}`)).toEqual(['h 50: 20-117'])
  const dots = Array.from({ length: 40 }, (_, i) => `${20 + i * 2.5} 150 1 1 re f `).join('')
  expect(await rulings(dots)).toEqual(['h 50: 20-119'])
  expect(await rulings(line(20, 150, 120, 150, 0.5) + line(20, 148.5, 120, 148.5, 0.5))).toHaveLength(1)
})

test('slanted lines, curves and letters are none', async () => {
  expect(await rulings('20 150 m 120 100 l S 20 20 m 60 90 90 10 120 50 c S')).toEqual([])
  expect(await rulings(text(20, 150, 'HILT TILE', 30))).toEqual([])
})

test('the straight sides of a rounded frame are', async () => {
  const rounded =
    '30 100 m 110 100 l 115 100 120 105 120 110 c 120 140 l 120 145 115 150 110 150 c 30 150 l 25 150 20 145 20 140 c 20 110 l 20 105 25 100 30 100 c S'
  expect(await rulings(rounded)).toEqual(['h 50: 30-110', 'h 100: 30-110', 'v 20: 60-90', 'v 120: 60-90'])
})
