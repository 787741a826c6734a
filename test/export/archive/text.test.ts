import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alternativesOf } from '../../../export/archive/text/alternatives.ts'
import { asSettled } from '../../../export/archive/text/as-settled.ts'
import { legible } from '../../../export/archive/text/legible.ts'
import type { Passage } from '../../../export/archive/text/page-text.ts'
import { pageTextOf } from '../../../export/archive/text/page-text-of.ts'
import { spreadText } from '../../../export/archive/text/spread.ts'
import { lineOfWords } from '../../../export/archive/text/words.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { GridCell, Line, PageReading } from '../../../schemas/page.ts'
import type { Field } from '../../../schemas/report.ts'

const words = (text: string) => lineOfWords(text, [0, 0, 100, 10]).words.map((word) => word.text)

test('words end at white space and where Chinese meets other writing; signs stay with their words', () => {
  expect(words('2023年，共收到申请 1,204.5 件。')).toEqual(['2023', '年，', '共收到申请', '1,204.5', '件。'])
  expect(words('部分公开（区分处理的，只计这一情形）')).toEqual(['部分公开', '（区分处理的，', '只计这一情形）'])
  expect(words('1.属于“三安全”')).toEqual(['1.', '属于', '“三安全”'])
  expect(words('— 3 —')).toEqual(['—', '3', '—'])
  expect(words('𠮷田abc')).toEqual(['𠮷田', 'abc'])
})

test('no text is lost or made up, words follow one another within their line', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'年报（）。，1a -“”', '\u3000', '𠮷') }), (text) => {
      const { words } = lineOfWords(text, [10, 0, 90, 10])
      expect(words.map((word) => word.text).join('')).toBe(text.replace(/\s+/gu, ''))
      words.forEach(({ box, span }, i) => {
        expect(box[0]).toBeGreaterThanOrEqual(10)
        expect(box[2]).toBeLessThanOrEqual(90)
        expect(span[1]).toBeGreaterThanOrEqual(span[0])
        if (i > 0) expect(span[0]).toBeGreaterThanOrEqual(words[i - 1]!.span[1] - 1e-6)
      })
    }),
  )
})

test('text goes to the ink that it was read from', () => {
  const lines = (text: string, ink: readonly Box[]) =>
    spreadText(text, ink, [0, 0, 100, 60]).map(({ words }) => words.map((word) => word.text).join(' '))
  const down = Array.from({ length: 4 }, (_, i): Box => [5, i * 12, 15, i * 12 + 10])
  expect(lines('科研机构', down)).toEqual(['科', '研', '机', '构'])
  expect(
    lines('三、本年度办理结果', [
      [5, 0, 35, 10],
      [5, 12, 35, 22],
      [5, 24, 35, 34],
    ]),
  ).toEqual(['三、本', '年度办', '理结果'])
  expect(
    lines('information on request', [
      [0, 12, 40, 22],
      [0, 0, 76, 10],
    ]),
  ).toEqual(['information on', 'request'])
  const [middle] = spreadText('7', [], [0, 0, 100, 60])
  expect(middle!.box).toEqual([47.75, 25.5, 52.25, 34.5])
  expect(spreadText('  ', down, [0, 0, 9, 9])).toEqual([])
})

const field = (raw: string, value: Field['value'], more: Partial<Field> = {}) => ({
  id: raw,
  field: { value, state: 'number', raw, confidence: 1, review: false, reasons: [], readings: [], ...more } as Field,
})
const corrected = { corrected: true as const }

test('what people said takes the place of what was read of that field and of nothing else', () => {
  expect(asSettled('8', [field('8', 3, corrected)])).toEqual({ text: '3', corrected: true })
  expect(asSettled('8', [field('8', 8)])).toEqual({ text: '8', corrected: false })
  expect(asSettled('制作5件，废止2件', [field('5', 6, corrected), field('2', 2)])).toEqual({
    text: '制作6件，废止2件',
    corrected: true,
  })
  expect(asSettled('制作2件，废止2件', [field('2', 6, corrected), field('2', 2)])).toEqual({
    text: '制作2件，废止2件',
    corrected: false,
  })
  expect(asSettled('8', [field('8', null, { ...corrected, state: 'blank' })])).toEqual({ text: '', corrected: true })
  expect(asSettled('1', [field('1', null, { ...corrected, state: 'dash' })])).toEqual({ text: '—', corrected: true })
  expect(asSettled('', [field('', 4, corrected)])).toEqual({ text: '4', corrected: true })
})

test('other readings are shared out among words where they fit', () => {
  const passage = (text: string, others: Passage['others']): Passage => {
    const lines = [lineOfWords(text, [0, 0, 100, 10])]
    return { box: [0, 0, 100, 10], lines, confidence: 1, corrected: false, others, fields: [], seen: true }
  }
  const of = (text: string, other: string) =>
    [...alternativesOf(passage(text, [{ reader: 'r', text: other }]))].map(([word, all]) => [word.text, all[0]!.text])
  expect(of('8', '3')).toEqual([['8', '3']])
  expect(of('共8件', '共3件')).toEqual([['8', '3']])
  expect(of('共8件', '共件')).toEqual([])
})

test('what is legible can be written anywhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
      const text = legible(a + b)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/[\p{Cc}\ufffe\uffff]/u)
    }),
  )
  expect(legible('年报\ud800\u0000x')).toBe('年报\ufffd x')
  expect(legible('长'.repeat(1e6)).length).toBeLessThan(1e5)
})

const cell = (text: string, box: Box, more: Partial<GridCell> = {}): GridCell => ({
  row: 0,
  column: 0,
  rowSpan: 1,
  columnSpan: 1,
  box: [...box],
  text,
  ink: 0.1,
  readings: [],
  ...more,
})
const line = (text: string, box: Box, more: Partial<Line> = {}): Line => ({
  text,
  line: 0,
  box: [...box],
  size: 10,
  cells: null,
  ...more,
})

test('blocks come in reading order; only what was read from pixels counts as seen', () => {
  const reading: PageReading = {
    format: 'nianbao/page@1',
    page: 2,
    kind: 'digital',
    width: 200,
    height: 300,
    lines: [
      line('一、总体情况', [20, 20, 100, 32]),
      line('本年度', [20, 36, 60, 48], { reader: 'ppocr', score: 0.8 }),
      line('远', [20, 100, 30, 112]),
      line('后', [20, 200, 30, 212]),
    ],
    grids: [
      {
        origin: 'ruled',
        box: [20, 120, 180, 160],
        xs: [20, 180],
        ys: [120, 160],
        rows: 1,
        columns: 1,
        cells: [
          cell('5', [20, 120, 180, 160], { mark: 'characters', readings: [{ reader: 'ppocr', raw: '5', score: 0.7 }] }),
        ],
      },
    ],
    problems: [],
  }
  const { blocks } = pageTextOf(reading, [[90, 130, 96, 142]], () => [])
  const texts = blocks.map((block) =>
    (block.kind === 'prose' ? block.passages : block.cells).map((one) => one.lines[0]!.words[0]!.text),
  )
  expect(texts).toEqual([['一、总体情况', '本年度'], ['远'], ['5'], ['后']])
  expect(
    blocks.flatMap((block) => (block.kind === 'prose' ? block.passages : block.cells)).map(({ seen }) => seen),
  ).toEqual([false, true, false, true, false])
  const [table] = blocks.filter((block) => block.kind === 'table')
  expect(table!.cells[0]).toMatchObject({ confidence: 0.7, lines: [{ box: [90, 130, 96, 142] }] })
})
