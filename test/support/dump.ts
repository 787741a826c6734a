import { readText } from '../../pipeline/read/text.ts'
import { assemble } from '../../pipeline/report/assemble.ts'
import type { Form, FormTable } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Report } from '../../schemas/report.ts'

/** Field id → the characters that the dump prints for it. */
export type Cells = Readonly<Record<string, string>>

/** Texts around the tables; everything has a default, and everybody is invented. */
export type Prose = {
  readonly title?: readonly string[]
  readonly overview?: readonly string[]
  readonly closing?: readonly string[]
}

export const ORGANIZATION = '溪桥县水务局'

/** The form with this id, as shipped. */
export function formOf(id: string): Form {
  return FORMS.find((form) => form.id === id)!
}

/** Every field id of a form in its order. */
export function fieldIds(form: Form): string[] {
  return form.tables.flatMap(tableIds)
}

/** The columns of the requests table that are summed up, without the total. */
export const APPLICANTS = ['naturalPerson', 'business', 'researchInstitution', 'publicWelfare', 'legalService', 'other']

/**
 * Consistent cells for a whole form: `counts` names leaf cells of its requests and disputes tables
 * ("requests.granted.business": 3); what comes in, what was processed and all totals follow, everything else is 0.
 */
export function consistentCells(form: Form, counts: Readonly<Record<string, number>> = {}): Record<string, string> {
  const value: Record<string, number> = Object.fromEntries(fieldIds(form).map((id) => [id, 0]))
  for (const [id, count] of Object.entries(counts)) {
    if (!(id in value)) throw new Error(`no field ${id} in form ${form.id}`)
    value[id] = count
  }
  const add = (ids: readonly string[]) => ids.reduce((sum, id) => sum + value[id]!, 0)
  const outcomes = form.equations.find((equation) => equation.id === 'outcomes.{column}')!.left
  for (const column of APPLICANTS) {
    value[`requests.processed.${column}`] = add(outcomes.map((row) => `requests.${row}.${column}`))
    value[`requests.received.${column}`] =
      add([`requests.processed.${column}`, `requests.carriedOver.${column}`]) - value[`requests.carriedIn.${column}`]!
  }
  for (const row of tableOf(form, 'requests').rows) {
    value[`requests.${row.id}.total`] = add(APPLICANTS.map((column) => `requests.${row.id}.${column}`))
  }
  for (const row of tableOf(form, 'disputes').rows) {
    value[`disputes.${row.id}.total`] = add(
      ['upheld', 'corrected', 'otherOutcome', 'pending'].map((column) => `disputes.${row.id}.${column}`),
    )
  }
  return Object.fromEntries(Object.entries(value).map(([id, count]) => [id, String(count)]))
}

/** A whole report as a tab-separated dump, line by line, so that a test can damage the line it is about. */
export function dumpLines(form: Form, cells: Cells, prose: Prose = {}): string[] {
  const year = form.years.at(-1)!
  const [one, two, three, four, five, six] = form.sections.map(({ number, title }) => `${number}、${title}`)
  const inSection = (number: string) => form.tables.filter((table) => table.section === number)
  return [
    ...(prose.title ?? [`${ORGANIZATION}${year}年政府信息公开工作年度报告`]),
    one!,
    ...(prose.overview ?? [`${year}年，本单位按规定推进政府信息公开工作。`]),
    two!,
    ...inSection('二').flatMap((table) => listedTable(table, cells)),
    three!,
    ...requestsTable(tableOf(form, 'requests'), cells),
    four!,
    ...disputesTable(tableOf(form, 'disputes'), cells),
    five!,
    '公开目录更新不够及时，下一步将逐项补齐。',
    six!,
    '没有其他需要报告的事项。',
    ...(prose.closing ?? [ORGANIZATION, `${year + 1}年1月29日`]),
  ]
}

/** The requests table alone, header first, as tab-separated lines. */
export function requestsTable(table: FormTable, cells: Cells): string[] {
  const rows = table.rows.map((row, at) => {
    const before = table.rows[at - 1]?.groups ?? []
    const groups = row.groups.filter((group, level) => before[level] !== group)
    return [...groups, row.label, ...table.columns.map((column) => cells[`requests.${row.id}.${column.id}`] ?? '')]
  })
  return [
    `${table.corner[0]}\t申请人情况`,
    '自然人\t法人或其他组织\t总计',
    '商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他',
    ...rows.map((row) => row.join('\t')),
  ]
}

/** The disputes table: one line of fifteen values under its header. */
export function disputesTable(table: FormTable, cells: Cells): string[] {
  return [
    '行政复议\t行政诉讼',
    '未经复议直接起诉\t复议后起诉',
    table.rows.flatMap(() => table.columns.map((column) => column.label)).join('\t'),
    tableIds(table)
      .map((id) => cells[id] ?? '')
      .join('\t'),
  ]
}

/** A table with one line per entry under its title and header. */
export function listedTable(table: FormTable, cells: Cells): string[] {
  return [
    table.title,
    [...table.corner, ...table.columns.map((column) => column.label)].join('\t'),
    ...table.rows.map((row) =>
      [row.label, ...table.columns.map((column) => cells[`${table.id}.${row.id}.${column.id}`] ?? '')].join('\t'),
    ),
  ]
}

export function tableOf(form: Form, id: string): FormTable {
  return form.tables.find((table) => table.id === id)!
}

/** The lines with the one that begins with `start` replaced; fails where that is none or several. */
export function replaceLine(lines: readonly string[], start: string, ...by: readonly string[]): string[] {
  const at = lines.flatMap((line, index) => (line.startsWith(start) ? [index] : []))
  if (at.length !== 1) throw new Error(`${at.length} lines begin with ${start}`)
  return lines.toSpliced(at[0]!, 1, ...by)
}

/** Reads and assembles a dump, the whole road in process. */
export function reportOf(text: string | readonly string[], forms: readonly Form[] = FORMS): Report {
  const whole = typeof text === 'string' ? text : text.join('\n')
  return assemble([readText(whole)], { source: { name: 'dump.txt', sha256: '0'.repeat(64), pages: 1 }, forms })
}

/** The values that a report gives for these ids. */
export function valuesOf(report: Report, ids: readonly string[]): Record<string, number | string | null | undefined> {
  return Object.fromEntries(ids.map((id) => [id, report.fields[id]?.value]))
}

function tableIds(table: FormTable): string[] {
  return table.rows.flatMap((row) => table.columns.map((column) => `${table.id}.${row.id}.${column.id}`))
}
