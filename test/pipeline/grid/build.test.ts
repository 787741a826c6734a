import { expect, test } from 'vitest'
import { buildGrids } from '../../../pipeline/grid/build.ts'
import { pixelInks } from '../../../pipeline/open/ink.ts'
import { show } from '../../engines/pdf/read.ts'
import { fc } from '../../support/properties.ts'
import { lattice, level, upright, word, words } from './make.ts'

const build = (rulings: Parameters<typeof buildGrids>[0], text: Parameters<typeof buildGrids>[1]) =>
  buildGrids(rulings, text, null).grids

test('cells without a wall between them are one cell', () => {
  const rulings = [
    level(0, 0, 300),
    level(20, 100, 300),
    level(40, 0, 300),
    level(60, 0, 300),
    upright(0, 0, 60),
    upright(100, 0, 60),
    upright(200, 20, 60),
    upright(300, 0, 60),
  ]
  const text = [word('label', 5, 15), word('heading', 150, 5), word('a', 110, 25), word('b', 210, 25), word('x', 5, 45)]
  const [grid] = build(rulings, text)
  expect(show(grid)).toEqual(['label 2x1 | heading 1x2', 'a | b', 'x |  | '])
  expect(grid).toMatchObject({ rows: 3, columns: 3, xs: [0, 100, 200, 300], ys: [0, 20, 40, 60], origin: 'ruled' })
})

test('empty rows and columns stay', () => {
  const [grid] = build(lattice([0, 50, 100, 150], [0, 20, 40, 60, 80]), [word('only', 5, 5)])
  expect(show(grid)).toEqual(['only |  | ', ' |  | ', ' |  | ', ' |  | '])
})

test('sides left open are closed where the rules end', () => {
  const rulings = [0, 20, 40].map((y) => level(y, 0, 300))
  const text = [word('left', 5, 5), word('mid', 110, 5), word('right', 250, 5)]
  const [grid] = build([...rulings, upright(100, 0, 40), upright(200, 0, 40)], text)
  expect(show(grid)).toEqual(['left | mid | right', ' |  | '])
  expect(grid!.xs).toEqual([0, 100, 200, 300])
})

test('one rule that overshoots opens no column', () => {
  const rulings = [
    level(0, 0, 200),
    level(20, 0, 230),
    level(40, 0, 200),
    upright(0, 0, 40),
    upright(100, 0, 40),
    upright(200, 0, 40),
  ]
  expect(build(rulings, [word('a', 5, 5)])[0]!.xs).toEqual([0, 100, 200])
})

test('a merged cell alone on an open side keeps its column', () => {
  const rulings = [level(0, 0, 200), level(20, 100, 200), level(40, 100, 200), upright(100, 0, 60), upright(200, 0, 60)]
  const text = [word('stub', 5, 5), word('a', 110, 5), word('b', 110, 25)]
  expect(show(build(rulings, text)[0])).toEqual(['stub 3x1 | a', 'b', ''])
})

test('a row cut open by the end of the page keeps its text, also what hangs over', () => {
  const rulings = [
    level(0, 0, 200),
    level(20, 0, 200),
    level(50, 100, 200),
    upright(0, 0, 50),
    upright(100, 0, 50),
    upright(200, 0, 50),
  ]
  const text = [
    word('a', 5, 5),
    word('cut', 5, 25),
    word('row', 5, 37),
    word('over', 5, 49),
    word('12', 110, 30),
    word('3', 110, 80),
  ]
  const { grids, rest } = buildGrids(rulings, text, null)
  expect(show(grids[0])).toEqual(['a | ', 'cut row over | 12'])
  expect(rest.map((w) => w.text)).toEqual(['3'])
})

test('verticals that run on past the last rule make a last row', () => {
  const rulings = [level(0, 0, 200), level(20, 0, 200), ...[0, 100, 200].map((x) => upright(x, 0, 45))]
  const [grid] = build(rulings, [word('a', 5, 5), word('b', 5, 28)])
  expect(show(grid)).toEqual(['a | ', 'b | '])
})

test('a frame round prose, an underline and a chart are no tables', () => {
  const prose = [...words('A frame round some prose', 5, 5), ...words('is no table at all.', 5, 18)]
  expect(build(lattice([0, 200], [0, 40]), prose)).toEqual([])
  expect(build([level(16, 5, 60)], prose)).toEqual([])
  expect(build(lattice([0, 50, 100, 150], [100, 120, 140]), prose)).toEqual([])
  expect(buildGrids([level(16, 5, 60)], prose, null).rest).toHaveLength(prose.length)
})

test('a table of marks that nobody could read stays a table', () => {
  const grid = buildGrids(lattice([0, 50, 100], [0, 20, 40]), [], null, [[5, 5, 20, 15]]).grids[0]
  expect(show(grid)).toEqual([' | ', ' | '])
})

test('the blank part of a form stays, bars and curves of a chart go', () => {
  const rulings = lattice([0, 50, 100, 150], [0, 20, 40])
  const paper = (mark: (x: number, y: number) => boolean) => {
    const data = new Uint8Array(160 * 50 * 4).fill(255)
    for (let y = 0; y < 50; y++)
      for (let x = 0; x < 160; x++) if (mark(x, y)) data.fill(60, (y * 160 + x) * 4, (y * 160 + x) * 4 + 3)
    return { width: 160, height: 50, scale: 1, data }
  }
  expect(buildGrids(rulings, [], pixelInks(paper(() => false))).grids.map(show)).toEqual([[' |  | ', ' |  | ']])
  expect(buildGrids(rulings, [], pixelInks(paper((x) => x > 50 && x < 100))).grids).toEqual([])
  expect(buildGrids(rulings, [], pixelInks(paper((x, y) => x === y * 3))).grids).toEqual([])
})

test('a table inside a cell is a table of its own', () => {
  const outer = lattice([0, 100, 300], [0, 100, 200])
  const inner = lattice([120, 180, 280], [20, 50, 80])
  const grids = build([...outer, ...inner], [word('outer', 5, 5), word('in', 125, 25), word('side', 190, 55)])
  expect(grids.map(show)).toEqual([
    ['outer | ', ' | '],
    ['in | ', ' | side'],
  ])
})

test('what lies on a side of a cell and nobody was sure of is a piece of its ruling', () => {
  const textAt = (x: number, score: number) => {
    const readings = [{ reader: 'ppocr', raw: '1', score }]
    const stub = word('1', x, 15, { box: [x, 15, x + 1.4, 22], mark: 'characters', readings })
    const { grids } = buildGrids(lattice([0, 50, 100], [0, 40, 80]), [word('甲', 60, 10), stub], null)
    return grids[0]!.cells[0]!.text
  }
  expect(textAt(0.7, 0.5)).toBe('')
  expect(textAt(48, 0.5)).toBe('')
  expect(textAt(0.7, 0.97)).toBe('1')
  expect(textAt(3, 0.5)).toBe('1')
})

test('a bar or slash well behind a figure is dirt; close to it, in front or alone it is not', () => {
  const textOf = (...shown: ReturnType<typeof word>[]) =>
    buildGrids(lattice([0, 50, 100], [0, 40, 80]), [word('甲', 60, 10), ...shown], null).grids[0]!.cells[0]!.text
  const bar = (x: number) => word('-', x, 14, { box: [x, 14, x + 3, 15], mark: 'dash' })
  const slash = (x: number) => word('/', x, 10, { mark: 'slash' })
  expect(textOf(word('0', 10, 10, { mark: 'characters' }), bar(26))).toBe('0')
  expect(textOf(word('0', 10, 10, { mark: 'characters' }), slash(26))).toBe('0')
  expect(textOf(word('1', 10, 10, { mark: 'characters' }), bar(18))).toBe('1 -')
  expect(textOf(bar(10), word('73', 26, 10, { mark: 'characters' }))).toBe('- 73')
  expect(textOf(bar(26))).toBe('-')
  expect(textOf(slash(10), slash(26))).toBe('/ /')
})

test('a cell without a word that is inked all the same is unreadable, not blank', () => {
  const inked = (share: number) => {
    const inks = { inkOf: () => share, isBlank: () => false, markOf: () => 'blank' as const }
    return buildGrids(lattice([0, 50, 100], [0, 40, 80]), [word('甲', 60, 10)], inks).grids[0]!.cells[0]!.mark
  }
  expect(inked(0.1)).toBe('unreadable')
  expect(inked(0.005)).toBe('blank')
})

test('ticks and stubs on a line are no edges', () => {
  const ticks = [10, 30, 50, 70].map((y) => upright(100, y, y + 2))
  const grid = build(
    [...lattice([0, 100, 200], [0, 20, 40]), ...ticks, upright(150, 0, 5), level(30, 0, 20)],
    [word('a', 5, 5)],
  )[0]
  expect(grid).toMatchObject({ rows: 2, columns: 2 })
})

test('vertical labels read downwards, sideways ones along their line, vertical writing from the right', () => {
  const rulings = lattice([0, 30, 80, 130], [0, 60, 80])
  const text = [
    ...[...'自然人'].map((c, i) => word(c, 10, 5 + i * 15)),
    word('second', 60, 5, { turn: 270, box: [60, 5, 70, 40] }),
    word('First', 45, 5, { turn: 270, box: [45, 5, 55, 40] }),
    word('左', 90, 5, { vertical: true }),
    word('右', 110, 5, { vertical: true }),
  ]
  expect(show(build(rulings, text)[0])[0]).toBe('自然人 | First second | 右左')
})

test('any lattice with any walls left out is covered by rectangles without overlap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 2, max: 6 }),
      fc.array(fc.boolean(), { minLength: 84, maxLength: 84 }),
      (rows, columns, drawn) => {
        const rulings = [
          level(0, 0, columns * 30),
          level(rows * 20, 0, columns * 30),
          upright(0, 0, rows * 20),
          upright(columns * 30, 0, rows * 20),
        ]
        let next = 0
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < columns; c++) {
            if (drawn[next++]) rulings.push(level(r * 20, c * 30, c * 30 + 30))
            if (drawn[next++]) rulings.push(upright(c * 30, r * 20, r * 20 + 20))
          }
        for (const grid of build(rulings, [word('x', 2, 2)])) {
          const seen = new Set<string>()
          for (const cell of grid.cells)
            for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
              for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
                expect(seen.has(`${r},${c}`)).toBe(false)
                seen.add(`${r},${c}`)
              }
          expect(seen.size).toBe(grid.rows * grid.columns)
        }
      },
    ),
  )
})

test('the order of rulings and words does not matter', () => {
  const rulings = lattice([0, 50, 100, 150], [0, 20, 40])
  const text = [word('a', 5, 5), word('b', 55, 5), word('c', 5, 25), word('d', 105, 25)]
  const expected = build(rulings, text)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(rulings, { minLength: rulings.length }),
      fc.shuffledSubarray(text, { minLength: 4 }),
      (r, t) => {
        expect(build(r, t)).toEqual(expected)
      },
    ),
  )
})
