import type { Statistics } from '../../schemas/statistics.ts'
import { type Bar, barChart, legend, type Room, type Series } from './bars.ts'
import { KIND_WORDS } from './codes.ts'
import { columnChart } from './columns.ts'
import { groupTable, type NamedGroup } from './group-table.ts'
import type { Markup } from './markup.ts'
import { folded, type Say, section } from './page.ts'

/** The parts of a page about groups of reports: years, forms, kinds of source. */
export function groupSections({ years, forms, kinds }: Statistics, say: Say): readonly Markup[] {
  const none = say('不详', 'none')
  return [
    ...chartOf(
      { title: say('各年份的报告', 'Reports by year'), first: say('年份', 'Year'), room: 'whole' },
      years.map((one) => [`${one.key ?? none}`, one]),
      say,
    ),
    ...chartOf(
      { title: say('各表式的报告', 'Reports by form'), first: say('表式', 'Form'), room: 'half' },
      forms.map((one) => [one.key === null ? none : say(`表式 ${one.key}`, `form ${one.key}`), one]),
      say,
    ),
    ...chartOf(
      { title: say('各类来源的报告', 'Reports by source'), first: say('来源', 'Source'), room: 'half' },
      kinds.map((one) => [say(...KIND_WORDS[one.key]), one]),
      say,
    ),
  ]
}

type Chart = { readonly title: string; readonly first: string; readonly room: Room }

function chartOf({ title, first, room }: Chart, groups: readonly NamedGroup[], say: Say): readonly Markup[] {
  if (groups.length === 0) return []
  const series: readonly Series[] = [
    { name: say('无需核对', 'nothing to review'), tone: 'c1' },
    { name: say('待核对', 'need review'), tone: 'c2' },
  ]
  const bars = groups.map(
    ([label, { reports, needReview }]): Bar => ({ label, parts: [reports - needReview, needReview] }),
  )
  const description = groups
    .map(([name, { reports, needReview }]) =>
      say(`${name}：${reports} 份，待核对 ${needReview} 份`, `${name}: ${reports}, ${needReview} need review`),
    )
    .join(say('；', '; '))
  const draw = room === 'whole' ? columnChart : barChart
  const drawn = draw({ title, description }, series, bars, room)
  const data = folded(say('数据', 'Data'), groupTable(first, groups, say))
  return section(title, null, [drawn, legend(series), data], room)
}
