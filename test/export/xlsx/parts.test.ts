import { posix } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { FIELD_ROWS } from '../../../export/rows/field-rows.ts'
import { xlsxLong } from '../../../export/xlsx/long.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Field } from '../../../schemas/report.ts'
import { hostileReports } from '../support/hostile.ts'
import { field, made, madeBy, outgoing, smallReport } from '../support/outgoing.ts'
import { unzip } from '../support/unzip.ts'
import { workbookOf } from '../support/xlsx.ts'

/** What no XML holds as it is, what looks like markup, and what is longer than a cell. */
const WORDS = ['\u0000\u0001\u000b\u001f\u007f\u0085', '\ud800 alone', ']]><!--&amp;', 'x'.repeat(40_000), '_x0000_']

const reports = [
  ...hostileReports(),
  ...WORDS.map((text, index) =>
    smallReport(
      {
        'document.organization': field({ value: text, state: 'text', raw: text }),
        'requests.granted.total': field({
          ...{ value: 1, state: 'number', raw: text, review: true, reasons: ['low-score'] },
          readings: [{ reader: text, raw: text, score: 0 }],
        }),
      },
      {
        source: { name: `${text} ${index}.pdf`, sha256: `${index}`, pages: 1, kind: 'scan' },
        document: { kind: 'unknown', form: text, title: text },
        problems: [{ code: 'page-failed', message: text }],
      },
    ),
  ),
].map((report) => outgoing(report))

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', isArray: (name) => LISTS.has(name) })
const LISTS = new Set(['Relationship', 'Default', 'Override', 'sheet', 'comment', 'v:shape'])

/** Every part parses, is of a kind that the package tells, and every link leads to a part. */
function faults(bytes: Buffer): readonly string[] {
  const parts = new Map([...unzip(bytes)].map(([path, content]) => [path, content.toString('utf8')]))
  const types = parser.parse(parts.get('[Content_Types].xml')!).Types
  const extensions = new Set(types.Default.map((one: Record<string, string>) => one['@Extension']))
  const listed = new Set(types.Override.map((one: Record<string, string>) => one['@PartName']))
  const found: string[] = []
  for (const [path, text] of parts) {
    const valid = XMLValidator.validate(text)
    if (valid !== true) found.push(`${path}: ${valid.err.msg}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML has no place for
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) found.push(`${path}: control characters`)
    if (path.endsWith('.xml') && path !== '[Content_Types].xml' && !listed.has(`/${path}`))
      found.push(`${path}: no type`)
    if (!extensions.has(path.split('.').at(-1))) found.push(`${path}: unknown extension`)
    if (!path.endsWith('.rels')) continue
    const from = posix.join(posix.dirname(path), '..')
    for (const link of parser.parse(text).Relationships.Relationship) {
      const target = posix.join(from, link['@Target'])
      if (!parts.has(target)) found.push(`${path}: ${target} is not there`)
    }
  }
  for (const name of listed) if (!parts.has(String(name).slice(1))) found.push(`${name}: a type for nothing`)
  return found
}

test('every part of a workbook parses, has its type, and every link leads somewhere', async () => {
  for (const one of reports) expect(faults(await workbookOf(one)), one.name.slice(0, 40)).toEqual([])
  expect(faults((await made('xlsx', reports, { oneFile: true })).bytes)).toEqual([])
  expect(faults((await made('xlsx-long', reports)).bytes)).toEqual([])
  const split = await madeBy(xlsxLong(FIELD_ROWS, FORMS, { rows: 5, notes: 3, checks: 6 }), reports)
  expect(faults(split.bytes)).toEqual([])
})

test('every note has a box of its own, large enough for its lines', async () => {
  const lines = 12
  const readings = Array.from({ length: 2 }, (_, index) => ({ reader: `r${index}`, raw: '1', score: 0 }))
  const flagged: Partial<Field> = { state: 'number', review: true, reasons: ['low-score'], readings }
  const report = smallReport({
    'requests.granted.total': field({ value: 1, ...flagged, raw: Array(lines).fill('字').join('\n') }),
    'requests.granted.other': field({ value: 2, ...flagged, raw: '2', readings: [] }),
  })
  const parts = unzip(await workbookOf(outgoing(report)))
  const shapes = parser.parse(parts.get('xl/drawings/vmlDrawing1.vml')!.toString()).xml['v:shape']
  const comments = parser.parse(parts.get('xl/comments1.xml')!.toString()).comments.commentList.comment
  expect(shapes.length).toBe(comments.length)
  expect(new Set(shapes.map((one: Record<string, string>) => one['@id'])).size).toBe(2)
  const [low, high] = shapes.map((shape: Record<string, Record<string, string>>) => {
    const [, , top, , , , bottom] = shape['x:ClientData']!['x:Anchor']!.split(',').map(Number)
    return bottom! - top!
  })
  // Of a row the last column's figure is the total. Rows of the sheet are 20 pixels high, lines of a note 16.
  expect(high).toBeGreaterThanOrEqual((lines * 16) / 20)
  expect(low).toBeLessThan(high)
})

test('the same reports give the same bytes, in one sheet too', async () => {
  for (const [format, options] of [
    ['xlsx', { oneFile: true }],
    ['xlsx-long', {}],
  ] as const) {
    const [first, second] = [await made(format, reports, options), await made(format, reports, options)]
    expect(first.bytes.equals(second.bytes)).toBe(true)
  }
})
