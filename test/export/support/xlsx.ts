import { XMLParser } from 'fast-xml-parser'
import { readSheet } from 'read-excel-file/node'
import { loadFormat } from '../../../export/formats.ts'
import type { Outgoing } from '../../../export/outgoing.ts'
import type { Form } from '../../../schemas/form.ts'
import type { Field } from '../../../schemas/report.ts'
import { unzip } from './unzip.ts'

type Told = readonly [Field['value'], Field['state']]

/** The workbook of a report. */
export async function workbookOf(one: Outgoing, forms?: readonly Form[]): Promise<Buffer> {
  const format = await loadFormat('xlsx', { forms })
  if (format.kind !== 'folder') throw new Error('no workbook of its own')
  for await (const file of format.files(one)) if ('bytes' in file) return Buffer.from(file.bytes)
  throw new Error('no workbook')
}

/** Value and state of every field on the form's sheet of a report's workbook, by the names of its cells. */
export async function formFields(one: Outgoing): Promise<ReadonlyMap<string, Told>> {
  const bytes = await workbookOf(one)
  const grid = await readSheet(bytes, 1, { trim: false })
  const fields = new Map<string, Told>()
  for (const [id, { row, column }] of cellNames(bytes)) fields.set(id, stateOf(grid[row]?.[column] ?? null))
  for (const row of grid) {
    // Ids that no cell can bear as its name stand before their cells.
    const id = row[0]
    if (typeof id !== 'string' || fields.has(id) || !(id in one.report.fields)) continue
    fields.set(id, stateOf(row.slice(1).find((cell) => cell !== null) ?? null))
  }
  return fields
}

/** The same of all reports on a long sheet, by document. */
export async function longFields(bytes: Buffer): Promise<Record<string, Record<string, Told>>> {
  const [header, ...rows] = await readSheet(bytes, 1, { trim: false })
  const at = (name: string) => header!.indexOf(name)
  const found: Record<string, Record<string, Told>> = {}
  for (const row of rows) {
    const [document, id, state] = [row[at('document')], row[at('field')], row[at('state')]].map(String)
    const value = (row[at('value')] ?? row[at('text')] ?? null) as Field['value']
    found[document!] = { ...found[document!], [id!]: [value, state as Field['state']] }
  }
  return found
}

/** Where named cells are, rows and columns from 0. */
export function cellNames(bytes: Buffer): ReadonlyMap<string, { readonly row: number; readonly column: number }> {
  const names = xml(bytes, 'xl/workbook.xml').workbook.definedNames?.definedName ?? []
  return new Map(
    names.flatMap((one: Record<string, string>) => {
      if (one['@name']!.startsWith('_xlnm.')) return []
      const [, column, row] = /!\$([A-Z]+)\$(\d+)$/.exec(one['#text']!)!
      return [[one['@name']!, { row: Number(row) - 1, column: columnOf(column!) }] as const]
    }),
  )
}

/** Notes and fills of the first sheet, by cell such as B7. */
export function marks(bytes: Buffer): { notes: ReadonlyMap<string, string>; fills: ReadonlyMap<string, string> } {
  const comments = xml(bytes, 'xl/comments1.xml')?.comments.commentList.comment ?? []
  const notes = new Map<string, string>(
    comments.map((one: { '@ref': string; text: { r: { t: string | { '#text': string } }[] } }) => [
      one['@ref'],
      [one.text.r]
        .flat()
        .map(({ t }) => (typeof t === 'string' ? t : t['#text']))
        .join(''),
    ]),
  )
  const { fills, cellXfs } = xml(bytes, 'xl/styles.xml').styleSheet
  const colours = cellXfs.xf.map((style: Record<string, string>) => {
    const colour = fills.fill[Number(style['@fillId'])]?.patternFill?.fgColor?.['@rgb']
    return typeof colour === 'string' ? colour.slice(2) : ''
  })
  const rows = xml(bytes, 'xl/worksheets/sheet1.xml').worksheet.sheetData.row
  const cells = rows.flatMap((row: { c?: Record<string, string>[] }) => row.c ?? [])
  return {
    notes,
    fills: new Map(cells.map((cell: Record<string, string>) => [cell['@r'], colours[Number(cell['@s'] ?? 0)]])),
  }
}

/** A part of a workbook as fast-xml-parser has it, attributes with an @; undefined where there is none. */
// biome-ignore lint/suspicious/noExplicitAny: whatever stands in the file
export function xml(bytes: Buffer, part: string): any {
  const text = unzip(bytes).get(part)
  const lists = /\.(definedName|row|c|comment|xf|fill|mergeCell|sheet)$/
  return (
    text &&
    new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      trimValues: false,
      parseTagValue: false,
      htmlEntities: true,
      isArray: (_name, path) => lists.test(String(path)),
    }).parse(text)
  )
}

function stateOf(value: unknown): Told {
  if (value === null || value === '') return [null, 'blank']
  if (typeof value === 'number') return [value, 'number']
  const text = String(value)
  if (text === '〔缺〕') return [null, 'missing']
  if (text === '〔无法辨认〕') return [null, 'unreadable']
  return /^[-—–－/／一]+$/.test(text) ? [null, 'dash'] : [text, 'text']
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
