import type { Cell } from './cells.ts'
import { decide, type RowLeft, type Sum, sumsOf } from './decide.ts'
import { textOf } from './garble/lines.ts'
import type { Dump } from './garble.ts'
import { tableOf } from './numbers.ts'
import type { Report } from './report.ts'

/** NAME.truth.json: what a document says, in the form that the scorer reads. */
export interface Truth {
  readonly form: '2019' | '2021'
  readonly year: number | null
  readonly organization: string | null
  readonly signedOn: string | null
  readonly level: string
  readonly traits: readonly string[]
  readonly inconsistent: readonly string[]
  /** Fields of which the text holds something that does not decide their value; they belong in review. */
  readonly undecidable: readonly string[]
  /** Fields of which the text holds nothing. */
  readonly absent: readonly string[]
  /** What stood in the undecidable fields before the damage. */
  readonly printed: Readonly<Record<string, number | null>>
  readonly stated: Report['stated']
  readonly fields: Readonly<Record<string, Cell>>
}

/** The truth of an undamaged report. */
export function truthOf(report: Report, level: string, traits: readonly string[]): Truth {
  return {
    form: report.form === '2019' ? '2019' : '2021',
    year: report.year,
    organization: report.organization,
    signedOn: report.signedOn,
    level,
    traits: traitsOf(report, traits),
    inconsistent: report.inconsistent,
    undecidable: [],
    absent: [],
    printed: {},
    stated: report.stated,
    fields: report.cells,
  }
}

/** The truth of a damaged dump: only what its text decides. */
export function truthOfDump(report: Report, dump: Dump): Truth {
  const left = rowsLeft(report, dump)
  const decided = decide([...left.values()], sumsOfReport(report))
  const present = new Set([...left.values()].flatMap((row) => row.slots.map((slot) => slot.field)))
  const open = Object.keys(report.cells).filter((id) => present.has(id) && !decided.has(id))
  const text = dump.lines.map(textOf).join('\n')
  const squashed = text.replace(/\s/g, '')
  const [year, month, day] = report.signedOn.split('-').map(Number)
  const titled = new RegExp(`${report.year}年度?政府信息`).test(squashed)
  return {
    ...truthOf(report, dump.kind, [...dump.damages]),
    year: titled ? report.year : null,
    organization: squashed.includes(report.organization) ? report.organization : null,
    signedOn: squashed.includes(`${year}年${month}月${day}日`) ? report.signedOn : null,
    inconsistent: report.inconsistent.filter((id) => decided.has(id)),
    undecidable: open,
    absent: Object.keys(report.cells).filter((id) => !present.has(id)),
    printed: Object.fromEntries(open.map((id) => [id, report.cells[id]?.value ?? null])),
    stated: dump.damages.includes('dropOpening') ? [] : report.stated,
    fields: Object.fromEntries(
      Object.keys(report.cells).flatMap((id) => {
        const cell = decided.get(id)
        return cell ? [[id, cell]] : []
      }),
    ),
  }
}

/** The equations of both forms of a report over its field ids. */
export function sumsOfReport(report: Report): Sum[] {
  const of = (form: Report['requests'], id: string): Sum[] => {
    const table = tableOf(form, id)
    const equations = form.equations.filter((equation) => equation.table === id)
    return sumsOf(
      equations,
      table.columns.map((column) => column.id),
      table.rows.map((row) => row.id),
    )
  }
  return [...of(report.requests, 'requests'), ...of(report.proactive, 'disputes')]
}

function rowsLeft(report: Report, dump: Dump): Map<string, RowLeft> {
  const segments = Map.groupBy(dump.lines.flat(), (segment) => segment.row ?? '')
  const left = new Map<string, RowLeft>()
  for (const [key, fields] of dump.slots) {
    const own = segments.get(key)
    if (!own) continue
    const slots = fields.flatMap((field) => {
      const cell = report.cells[field]
      return cell ? [{ field, cell }] : []
    })
    const said = own.filter((segment) => segment.field !== undefined)
    const cut = own.some((segment) => segment.cut)
    left.set(key, {
      slots: slots.map(({ field, cell }) => {
        const raw = said.find((segment) => segment.field === field)?.text
        return { field, cell: raw === undefined ? cell : { ...cell, raw: raw.trim() } }
      }),
      tokens: said.flatMap((segment) => slots.find((slot) => slot.field === segment.field)?.cell ?? []),
      // Where every zero is printed, a row that runs on in spaces shows a lost cell just as a delimited one does.
      explicit: dump.explicit || (report.style === 'zeros' && !cut),
      cut,
    })
  }
  return left
}

function traitsOf(report: Report, traits: readonly string[]): string[] {
  return [
    ...traits,
    `style:${report.style}`,
    ...(report.form === 'mixed' ? ['mixedForms'] : []),
    ...(report.inconsistent.length > 0 ? ['agencyError'] : []),
  ]
}
