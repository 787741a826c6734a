import type { Group, Statistics } from '../../schemas/statistics.ts'
import { type Bar, barChart, legend, type Series } from './bars.ts'
import { KIND_WORDS } from './codes.ts'
import { columnChart } from './columns.ts'
import type { Markup } from './markup.ts'
import { dataTable, folded, type Say, section } from './page.ts'

/** Agencies that a page lists; the JSON has all. */
const LISTED = 40

/** The parts of a page about groups of reports: years, forms, sources, agencies. */
export function groupSections(statistics: Statistics, say: Say): readonly Markup[] {
  const { years, forms, kinds, agencies } = statistics
  const series: readonly Series[] = [
    { name: say('无需复核', 'nothing to review'), tone: 'c1' },
    { name: say('待复核', 'need review'), tone: 'c2' },
  ]
  const none = say('不详', 'none')
  const bar = (label: string, group: Group): Bar => ({
    label,
    parts: [group.reports - group.needReview, group.needReview],
  })
  const told = (of: readonly (readonly [string, Group])[]) =>
    of
      .map(([name, { reports, needReview }]) =>
        say(`${name}：${reports} 份，待复核 ${needReview} 份`, `${name}: ${reports}, ${needReview} need review`),
      )
      .join(say('；', '; '))
  const yearly = years.map((one) => [`${one.key ?? none}`, one] as const)
  const formed = forms.map(
    (one) => [one.key === null ? none : say(`${one.key} 年表样`, `form ${one.key}`), one] as const,
  )
  const sourced = kinds.map((one) => [say(...KIND_WORDS[one.key]), one] as const)
  const yearTitle = say('各年份的报告', 'Reports by year')
  const formTitle = say('各表样的报告', 'Reports by form')
  const kindTitle = say('各类来源的报告', 'Reports by source')
  return [
    ...section(
      yearTitle,
      null,
      yearly.length === 0
        ? []
        : [
            columnChart(
              { title: yearTitle, description: told(yearly) },
              series,
              yearly.map(([name, group]) => bar(name, group)),
            ),
            legend(series),
            folded(say('数据', 'Data'), groupTable(say('年份', 'Year'), yearly, say)),
          ],
    ),
    ...section(
      formTitle,
      null,
      formed.length === 0
        ? []
        : [
            barChart(
              { title: formTitle, description: told(formed) },
              series,
              formed.map(([name, group]) => bar(name, group)),
            ),
            legend(series),
            folded(say('数据', 'Data'), groupTable(say('表样', 'Form'), formed, say)),
          ],
      'half',
    ),
    ...section(
      kindTitle,
      null,
      sourced.length === 0
        ? []
        : [
            barChart(
              { title: kindTitle, description: told(sourced) },
              series,
              sourced.map(([name, group]) => bar(name, group)),
            ),
            legend(series),
            folded(say('数据', 'Data'), groupTable(say('来源', 'Source'), sourced, say)),
          ],
      'half',
    ),
    ...section(
      say('机构', 'Agencies'),
      agencyNote(agencies, say),
      agencies.list.length === 0 ? [] : [agencyTable(agencies, say)],
      'long',
    ),
  ]
}

function columnsAfter(first: string, say: Say) {
  return [
    { title: first },
    { title: say('报告', 'Reports'), numeric: true },
    { title: say('待复核', 'Need review'), numeric: true },
    { title: say('字段', 'Fields'), numeric: true },
    { title: say('待复核字段', 'In review'), numeric: true },
    { title: say('平均置信度', 'Confidence'), numeric: true },
    { title: say('不符的核对', 'Failing'), numeric: true },
  ]
}

function cellsOf({ reports, needReview, fields, review, confidence, failing }: Group): readonly string[] {
  const [a, b, c, d, e] = [reports, needReview, fields, review, failing].map((count) => count.toLocaleString('en'))
  return [a!, b!, c!, d!, confidence?.toFixed(4) ?? '–', e!]
}

function groupTable(first: string, groups: readonly (readonly [string, Group])[], say: Say): Markup {
  return dataTable(
    columnsAfter(first, say),
    groups.map(([name, group]) => ({ cells: [name, ...cellsOf(group)] })),
  )
}

function agencyNote({ list, rest, none }: Statistics['agencies'], say: Say): string {
  const shown = Math.min(list.length, LISTED)
  return [
    say(`报告最多的 ${shown} 个，共 ${list.length} 个。`, `The ${shown} with most reports, of ${list.length}.`),
    ...(rest.reports > 0
      ? [say(`列表之外的机构另有 ${rest.reports} 份报告。`, `${rest.reports} reports are of agencies beyond those.`)]
      : []),
    ...(none > 0 ? [say(`${none} 份报告没有机构名称。`, `${none} reports name no agency.`)] : []),
  ].join(say('', ' '))
}

function agencyTable({ list }: Statistics['agencies'], say: Say): Markup {
  const [first, ...others] = columnsAfter(say('机构', 'Agency'), say)
  const years = ({ firstYear, lastYear }: (typeof list)[number]) =>
    firstYear === null ? '–' : firstYear === lastYear ? `${firstYear}` : `${firstYear}–${lastYear}`
  const rows = list.slice(0, LISTED).map((one) => ({ cells: [one.key, years(one), ...cellsOf(one)] }))
  return dataTable([first!, { title: say('年份', 'Years'), numeric: true }, ...others], rows)
}
