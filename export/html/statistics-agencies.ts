import type { Statistics } from '../../schemas/statistics.ts'
import { groupCells, groupColumns } from './group-table.ts'
import type { Markup } from './markup.ts'
import { counted, dataTable, type Say, section } from './page.ts'

/** Agencies that a page lists; the JSON has all. */
const LISTED = 40

type Agencies = Statistics['agencies']

/** The part of a page about agencies, those with most reports, and how many are not listed. */
export function agencySection({ agencies }: Statistics, say: Say): readonly Markup[] {
  if (agencies.list.length === 0) return []
  const columns = [
    { title: say('机关', 'Agency') },
    { title: say('年份', 'Years'), numeric: true },
    ...groupColumns(say),
  ]
  const rows = agencies.list.slice(0, LISTED).map((one) => ({ cells: [one.key, yearsOf(one), ...groupCells(one)] }))
  return section(say('机关', 'Agencies'), noteOf(agencies, say), [dataTable(columns, rows)], 'long')
}

function noteOf({ list, rest, none }: Agencies, say: Say): string {
  const shown = Math.min(list.length, LISTED)
  const beyond = say(
    `列表之外的机关另有 ${rest.reports} 份报告。`,
    `${counted(rest.reports, 'report')} ${rest.reports === 1 ? 'is' : 'are'} of agencies beyond those.`,
  )
  return [
    shown < list.length
      ? say(`报告最多的 ${shown} 个，共 ${list.length} 个。`, `The ${shown} with most reports, of ${list.length}.`)
      : say(`共 ${list.length} 个。`, `${list.length} of them.`),
    ...(rest.reports > 0 ? [beyond] : []),
    ...(none > 0
      ? [say(`${none} 份报告没有机关名称。`, `${counted(none, 'report')} ${none === 1 ? 'names' : 'name'} no agency.`)]
      : []),
  ].join(say('', ' '))
}

function yearsOf({ firstYear, lastYear }: Agencies['list'][number]): string {
  if (firstYear === null) return '–'
  return firstYear === lastYear ? `${firstYear}` : `${firstYear}–${lastYear}`
}
