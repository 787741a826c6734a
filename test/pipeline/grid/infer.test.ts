import { expect, test } from 'vitest'
import { buildGrids } from '../../../pipeline/grid/build.ts'
import type { PlacedWord } from '../../../pipeline/open/words.ts'
import { show } from '../../engines/pdf/read.ts'
import { lattice, level, upright, word, words } from './make.ts'

const ROWS = [
  ['Region', 'Count', 'Share'],
  ['Northland', '12', '3.5'],
  ['Two Rivers', '1500', '44.7'],
  ['Veldt', '3', '0.1'],
]

/** Rows of text at the given tops: labels on the left, figures ending at 200 and 300. */
function rowsAt(rows: readonly (readonly string[])[], tops: readonly number[]): PlacedWord[] {
  return rows.flatMap((row, i) => [
    ...words(row[0]!, 5, tops[i]!),
    ...row.slice(1).map((t, c) => word(t, 200 + c * 100 - t.length * 5, tops[i]!)),
  ])
}

const READ = ['Region | Count | Share', 'Northland | 12 | 3.5', 'Two Rivers | 1500 | 44.7', 'Veldt | 3 | 0.1']

test('columns between row lines come from the gutters the rows share', () => {
  const [grid] = buildGrids(
    [0, 20, 40, 60, 80].map((y) => level(y, 0, 310)),
    rowsAt(ROWS, [5, 25, 45, 65]),
    null,
  ).grids
  expect(grid).toMatchObject({ origin: 'inferred', ys: [0, 20, 40, 60, 80] })
  expect(show(grid)).toEqual(READ)
})

test('rows between a head rule and a foot rule come from their figures', () => {
  const [grid] = buildGrids(
    [0, 16, 64].map((y) => level(y, 0, 310)),
    rowsAt(ROWS, [3, 19, 34, 49]),
    null,
  ).grids
  expect(show(grid)).toEqual(READ)
})

test('a header above the first rule and a total below the last belong to the table', () => {
  const rows = [...ROWS, ['Total', '1515', '48.3']]
  const [grid] = buildGrids([level(16, 0, 310), level(64, 0, 310)], rowsAt(rows, [3, 19, 34, 49, 67]), null).grids
  expect(show(grid)).toEqual([...READ, 'Total | 1515 | 48.3'])
})

test('a wrapped label stays one row', () => {
  const rows = [['Region', 'Count', 'Share'], ['Households with'], ['a garden', '12', '3.5'], ['Veldt', '3', '0.1']]
  const [grid] = buildGrids(
    [0, 16, 70].map((y) => level(y, 0, 310)),
    rowsAt(rows, [3, 20, 31, 48]),
    null,
  ).grids
  expect(show(grid)).toEqual(['Region | Count | Share', 'Households with a garden | 12 | 3.5', 'Veldt | 3 | 0.1'])
})

test('a frame with columns but no row lines is cut where figures stand stacked', () => {
  const rulings = [
    ...lattice([0, 150, 210, 310], [0, 16]),
    level(64, 0, 310),
    ...[0, 150, 210, 310].map((x) => upright(x, 0, 64)),
  ]
  const [grid] = buildGrids(rulings, rowsAt(ROWS, [3, 19, 34, 49]), null).grids
  expect(grid!.origin).toBe('inferred')
  expect(show(grid)).toEqual(READ)
})

test('a boxed header takes in the lines below it down to a rule of its width', () => {
  const header = lattice([0, 150, 210, 310], [0, 16])
  const [grid] = buildGrids([...header, level(64, 0, 310)], rowsAt(ROWS, [3, 19, 34, 49]), null).grids
  expect(show(grid)).toEqual(READ)
  const apart = rowsAt(ROWS, [3, 60, 75, 90])
  expect(show(buildGrids([...header, level(105, 0, 310)], apart, null).grids[0])).toEqual([READ[0]])
})

test('columns between vertical lines alone are a table where figures stand stacked, not where prose does', () => {
  const lines = [150, 210].map((x) => upright(x, 0, 64))
  const [grid] = buildGrids(lines, rowsAt(ROWS, [3, 19, 34, 49]), null).grids
  expect(show(grid)).toEqual(READ)
  const prose = [3, 15, 27, 39, 51].flatMap((y) => [
    ...words('left column prose', 0, y),
    ...words('right column prose', 220, y),
  ])
  expect(buildGrids(lines, prose, null).grids).toEqual([])
})

test('a number broken over two lines of narrow ruled cells stays one cell', () => {
  const text = [
    word('label', 5, 5),
    word('1008.', 105, 3),
    word('2279', 105, 14),
    word('1009.', 155, 3),
    word('3380', 155, 14),
  ]
  const [grid] = buildGrids(lattice([0, 100, 150, 200], [0, 28, 50]), text, null).grids
  expect(grid!.origin).toBe('ruled')
  expect(show(grid)).toEqual(['label | 1008. 2279 | 1009. 3380', ' |  | '])
})

test('a ruled table with a wide space in one cell keeps its columns', () => {
  const text = [
    word('总', 5, 5),
    word('计', 45, 5),
    word('12', 105, 5),
    word('填表人', 5, 25),
    word('审核人', 60, 25),
    word('7', 105, 25),
  ]
  const [grid] = buildGrids(lattice([0, 100, 200], [0, 20, 40]), text, null).grids
  expect(grid).toMatchObject({ origin: 'ruled', columns: 2 })
})

test('figures that keep to the columns of the header get walls, spaced-out headings do not', () => {
  const rows = [20, 40, 60].flatMap((y) => [level(y, 0, 300)])
  const frame = [level(0, 0, 300), level(80, 0, 300), upright(0, 0, 80), upright(300, 0, 80)]
  const header = [upright(100, 0, 20), upright(200, 0, 20)]
  const figures = [25, 45, 65].flatMap((y) => [word('label', 5, y), word('12', 150, y), word('3.5', 250, y)])
  const heads = [word('a', 5, 5), word('b', 150, 5), word('c', 250, 5)]
  const [walled] = buildGrids([...frame, ...rows, ...header], [...heads, ...figures], null).grids
  expect(show(walled)).toEqual(['a | b | c', 'label | 12 | 3.5', 'label | 12 | 3.5', 'label | 12 | 3.5'])
  const spaced = [25, 45, 65].flatMap((y) => [...'第二十条'].map((c, i) => word(c, 30 + i * 70, y)))
  const [open] = buildGrids([...frame, ...rows, ...header], [...heads, ...spaced], null).grids
  expect(show(open).slice(1)).toEqual(['第 二 十 条 1x3', '第 二 十 条 1x3', '第 二 十 条 1x3'])
})

test('headings over several columns span them where a short rule says so', () => {
  const text = [
    word('Group', 5, 20),
    word('Women', 120, 4),
    word('Men', 260, 4),
    ...[100, 160, 230, 290].map((x, i) => word(i % 2 ? 'Share' : 'Count', x, 20)),
    ...[40, 55, 70].flatMap((y, r) => [
      word(`g${r}`, 5, y),
      ...[100, 160, 230, 290].map((x, c) => word(`${r}${c}`, x, y)),
    ]),
  ]
  const rulings = [0, 34, 84].map((y) => level(y, 0, 330))
  const [grid] = buildGrids([...rulings, level(17, 95, 190), level(17, 225, 320)], text, null).grids
  expect(show(grid).slice(0, 2)).toEqual(['Group 2x1 | Women 1x2 | Men 1x2', 'Count | Share | Count | Share'])
})

test('prose between two rules is no table, in one column or two', () => {
  const line = 'Prose between two rules of a page is none whatever'
  const single = [10, 22, 34, 46].flatMap((y) => words(line, 0, y))
  expect(buildGrids([level(0, 0, 500), level(60, 0, 500)], single, null).grids).toEqual([])
  const double = [10, 22, 34, 46, 58].flatMap((y) => [...words(line, 0, y), ...words(line, 300, y)])
  expect(buildGrids([level(0, 0, 560), level(72, 0, 560)], double, null).grids).toEqual([])
})

test('stripes of one width are one table', () => {
  const stripes = [0, 40, 80].flatMap((y) => lattice([0, 310], [y, y + 20]))
  const rows = [...ROWS, ['Isles', '8', '1.2']]
  const [grid] = buildGrids(stripes, rowsAt(rows, [5, 25, 45, 65, 85]), null).grids
  expect(show(grid)).toEqual([...READ, 'Isles | 8 | 1.2'])
})
