import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { ALTO } from '../../../export/archive/alto/format.ts'
import { HOCR } from '../../../export/archive/hocr/format.ts'
import type { Outgoing } from '../../../export/outgoing.ts'
import { brokenRules, type Element, everyElement, parseXml } from './alto-rules.ts'
import { filesOf, handing, outgoing, sample } from './support.ts'

let report: Outgoing
let pages: readonly string[]
beforeAll(async () => {
  const whole = await outgoing(sample('digital/form-2019.pdf'), 'form-2019.pdf')
  const original = await whole.original()
  if ('code' in original) throw new Error(original.message)
  // Two of its pages hold the large table.
  report = { ...whole, original: async () => ({ ...original, readings: original.readings.slice(1, 3) }) }
  const { files, problems } = await filesOf(ALTO, report)
  expect(problems).toEqual([])
  expect(files.map(({ path }) => path)).toEqual([2, 3].map((n) => `form-2019/page-000${n}.alto.xml`))
  pages = files.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))
})

test('every page keeps the rules of ALTO, and the rules tell when one does not', () => {
  for (const page of pages) expect(brokenRules(parseXml(page))).toEqual([])
  const page = pages[1]!
  const breaks = (from: RegExp, to: string) =>
    expect(brokenRules(parseXml(page.replace(from, to))).length).toBeGreaterThan(0)
  breaks(/TAGREFS="[^"]+"/, 'TAGREFS="nobody"')
  breaks(/ID="p3_b1_r1_c2"/, 'ID="p3_b1"')
  breaks(/WC="1"/, 'WC="1.5"')
  breaks(/<Layout>/, '<Tags></Tags><Layout>')
  breaks(/HPOS="\d+"/, 'HPOS="99999"')
})

const schema = process.env.NIANBAO_ALTO_XSD
test.skipIf(schema === undefined)('every page is valid by the official schema', async () => {
  const at = (name: string) => readFileSync(join(dirname(schema!), name), 'utf8')
  const { valid, errors } = await validateXML({
    xml: pages.map((contents, i) => ({ fileName: `page${i}.xml`, contents })),
    schema: [{ fileName: 'alto.xsd', contents: readFileSync(schema!, 'utf8') }],
    preload: [{ fileName: 'xlink.xsd', contents: at('xlink.xsd') }],
  })
  expect(errors).toEqual([])
  expect(valid).toBe(true)
})

test('a table names the rows and columns of its cells, and the fields that they are', () => {
  const all = everyElement(parseXml(pages[1]!))
  const labels = new Map(
    all.filter(({ name }) => /Tag$/.test(name)).map(({ attributes }) => [attributes.ID!, attributes]),
  )
  const tagsOf = ({ attributes }: Element, type: string) =>
    (attributes.TAGREFS?.split(' ') ?? [])
      .map((ref) => labels.get(ref)!)
      .filter(({ TYPE }) => TYPE === type)
      .map(({ LABEL }) => LABEL)
  const cell = all.find(({ attributes }) => attributes.ID === 'p3_b1_r1_c1')!
  expect(tagsOf(cell, 'row')).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 1}`))
  expect(tagsOf(cell, 'column')).toEqual(['1'])
  expect(
    everyElement(cell)
      .flatMap(({ attributes }) => attributes.CONTENT ?? [])
      .join(''),
  ).toBe('三、本年度办理结果')
  const figures = all.filter((one) => tagsOf(one, 'field').length > 0)
  for (const one of figures) {
    const field = report.report.fields[tagsOf(one, 'field')[0]!]!
    const shown = everyElement(one)
      .flatMap(({ attributes }) => attributes.CONTENT ?? [])
      .join('')
    if (field.state === 'number' && one.name === 'TextBlock') expect(shown).toBe(field.raw)
  }
  expect(figures.length).toBeGreaterThan(100)
})

test('words lie on the ink that they name: a figure within its cell, lines within their block', () => {
  const all = everyElement(parseXml(pages[1]!))
  const figures = all.filter(
    ({ name, attributes }) =>
      name === 'String' && /_r\d+_c/.test(attributes.ID!) && /^\d{1,2}$/.test(attributes.CONTENT!),
  )
  expect(figures.length).toBeGreaterThan(100)
  for (const { attributes } of figures) {
    // At 200 dpi a digit of 10.5 pt is some 15 pixels wide and 21 high.
    expect(Number(attributes.WIDTH)).toBeLessThan(20 * attributes.CONTENT!.length)
    expect(Number(attributes.HEIGHT)).toBeLessThan(30)
  }
})

test('what people said stands in for what was read, which stays as an alternative', async () => {
  const id = 'requests.received.total'
  const original = await report.original()
  if ('code' in original) throw new Error(original.message)
  const read = report.report.fields[id]!
  const field = {
    ...read,
    value: 4711,
    state: 'number' as const,
    corrected: true as const,
    confidence: 1,
    read: { value: read.value, state: read.state },
  }
  const readings = original.readings.filter(({ page }) => page === read.page)
  const corrected = {
    ...report,
    original: async () => ({ ...original, readings }),
    report: { ...report.report, fields: { ...report.report.fields, [id]: field } },
  }
  const { text } = await filesOf(ALTO, corrected)
  const word = everyElement(parseXml(text(`form-2019/page-000${read.page}.alto.xml`))).find(
    ({ attributes }) => attributes.CONTENT === '4711',
  )!
  expect(word.attributes).toMatchObject({ CS: 'true', WC: '1' })
  expect(word.children.map((child) => child.text)).toEqual([read.raw])
})

const HOSTILE = `]]>&amp;<script>alert("1")</script>\u0000\u0007\ud800x\udfff\ufffe\u202e'--><!--${'很长'.repeat(30_000)}`

test('hostile text is legal XML in both formats', async () => {
  const original = await report.original()
  if ('code' in original) throw new Error(original.message)
  const [first] = original.readings
  const lines = [{ ...first!.lines[0]!, text: HOSTILE }]
  const hostile = handing(original.bytes, HOSTILE.slice(0, 60), [{ ...first!, lines, grids: [] }])
  const alto = await filesOf(ALTO, hostile)
  const page = parseXml(Buffer.from(alto.files[0]!.bytes).toString('utf8'))
  expect(brokenRules(page)).toEqual([])
  const text = everyElement(page)
    .flatMap(({ attributes }) => attributes.CONTENT ?? [])
    .join('')
  expect(text).toContain('<script>alert("1")</script>')
  const [hocr] = (await filesOf(HOCR, hostile)).files
  expect(everyElement(parseXml(Buffer.from(hocr!.bytes).toString('utf8'))).some(({ name }) => name === 'script')).toBe(
    false,
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  expect(Buffer.from(hocr!.bytes).toString('utf8')).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  for (const { path } of alto.files) expect(path).toMatch(/^[^<>:"\\|?*]+\/page-0002\.alto\.xml$/)
})

test('hOCR holds the same words, tables whose spans add up, and nothing beyond its page', async () => {
  const { files } = await filesOf(HOCR, report)
  for (const [i, { bytes }] of files.entries()) {
    const all = everyElement(parseXml(Buffer.from(bytes).toString('utf8')))
    const classed = (name: string) => all.filter(({ attributes }) => attributes.class === name)
    const [page] = classed('ocr_page')
    const [, width, height] = / bbox 0 0 (\d+) (\d+)/.exec(page!.attributes.title!)!.map(Number)
    const boxes = all.flatMap(
      ({ attributes }) =>
        /bbox (\d+) (\d+) (\d+) (\d+)/
          .exec(attributes.title ?? '')
          ?.slice(1)
          .map(Number) ?? [],
    )
    expect(boxes.every((at, k) => at <= (k % 2 === 0 ? width! : height!))).toBe(true)
    const words = everyElement(parseXml(pages[i]!)).flatMap(({ attributes }) => attributes.CONTENT ?? [])
    expect(classed('ocrx_word').map(({ text }) => text)).toEqual(words)
    for (const table of classed('ocr_table')) {
      const cells = table.children.flatMap((row) => row.children)
      const area = cells.reduce(
        (sum, { attributes }) => sum + Number(attributes.rowspan ?? 1) * Number(attributes.colspan ?? 1),
        0,
      )
      expect(area % table.children.length).toBe(0)
    }
  }
})

test('a text dump has no pages: one problem each', async () => {
  const dump = await outgoing(sample('text/tabs-lost-cells.txt'), 'tabs-lost-cells.txt')
  for (const format of [ALTO, HOCR]) {
    const { files, problems } = await filesOf(format, dump)
    expect(files).toEqual([])
    expect(problems).toMatchObject([{ code: 'file-type-unknown', message: expect.stringContaining('no pages') }])
  }
})
