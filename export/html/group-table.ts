import type { Group } from '../../schemas/statistics.ts'
import type { Markup } from './markup.ts'
import { type Column, dataTable, type Say } from './page.ts'

/** A group of reports and its name. */
export type NamedGroup = readonly [name: string, group: Group]

/** Groups as a table, one a row. */
export function groupTable(first: string, groups: readonly NamedGroup[], say: Say): Markup {
  const rows = groups.map(([name, group]) => ({ cells: [name, ...groupCells(group)] }))
  return dataTable([{ title: first }, ...groupColumns(say)], rows)
}

/** The columns behind a group's name. */
export function groupColumns(say: Say): readonly Column[] {
  return [
    { title: say('报告', 'Reports'), numeric: true },
    { title: say('待核对', 'Need review'), numeric: true },
    { title: say('字段', 'Fields'), numeric: true },
    { title: say('待核对字段', 'In review'), numeric: true },
    { title: say('平均置信度', 'Confidence'), numeric: true },
    { title: say('不符的核对项', 'Failing checks'), numeric: true },
  ]
}

/** What stands in them. */
export function groupCells({ reports, needReview, fields, review, confidence, failing }: Group): readonly string[] {
  const shown = (count: number) => count.toLocaleString('en')
  return [
    shown(reports),
    shown(needReview),
    shown(fields),
    shown(review),
    confidence?.toFixed(4) ?? '–',
    shown(failing),
  ]
}
