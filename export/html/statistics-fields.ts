import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import { STATES } from '../../schemas/report.ts'
import type { Statistics } from '../../schemas/statistics.ts'
import { barChart, legend, type Series, type Tone } from './bars.ts'
import { REASON_WORDS, STATE_WORDS } from './codes.ts'
import { columnChart } from './columns.ts'
import { html, type Markup } from './markup.ts'
import { dataTable, folded, type Say, section } from './page.ts'

const STATE_TONES: readonly Tone[] = ['c1', 'c6', 'c4', 'c5', 'c2', 'c3']

/** The parts of a page about fields: their states, how sure they are, why they are in review. */
export function fieldSections(
  statistics: Statistics,
  labels: ReadonlyMap<string, FieldLabel>,
  say: Say,
): readonly Markup[] {
  if (statistics.all.fields === 0) return []
  return [
    ...states(statistics, say),
    ...confidence(statistics, say),
    ...reasons(statistics, say),
    ...inReview(statistics, labels, say),
  ]
}

function states({ states, all }: Statistics, say: Say): readonly Markup[] {
  const title = say('单元格的状态', 'Fields by state')
  const of = STATES.map((state, index) => ({
    name: say(...STATE_WORDS[state]),
    tone: STATE_TONES[index]!,
    count: states[state] ?? 0,
  }))
  const description = of.map(({ name, count }) => `${name} ${count}`).join(say('；', '; '))
  const bars = of.map(({ name, count }, index) => ({
    label: name,
    parts: of.map((_, other) => (other === index ? count : 0)),
    note: `${count.toLocaleString('en')} · ${((100 * count) / all.fields).toFixed(1)}%`,
  }))
  const note = say(
    '空白、横线和 0 各不相同；缺失和无法辨认的都待核对，除非已由人核定。',
    'Blank, dash and 0 are three things; missing and unreadable are in review until somebody has settled them.',
  )
  return section(title, note, [barChart({ title, description }, of, bars, 'half')], 'half')
}

function confidence({ confidence }: Statistics, say: Say): readonly Markup[] {
  const title = say('置信度', 'Confidence')
  const series: readonly Series[] = [
    { name: say('接受', 'accepted'), tone: 'c1' },
    { name: say('待核对', 'in review'), tone: 'c2' },
  ]
  const columns = confidence.map(({ from, fields, review }) => ({
    label: `≥${from}`,
    parts: [fields - review, review],
  }))
  const description = confidence
    .map(({ from, fields, review }) =>
      say(`${from} 以上：${fields} 个，待核对 ${review} 个`, `from ${from}: ${fields}, ${review} in review`),
    )
    .join(say('；', '; '))
  const note = say(
    '每个字段读对的概率；刻度在接近 1 处加密。',
    'How probable it is that a field is right; bins are finer near 1.',
  )
  return section(title, note, [columnChart({ title, description }, series, columns, 'half'), legend(series)], 'half')
}

function reasons({ reasons }: Statistics, say: Say): readonly Markup[] {
  if (reasons.length === 0) return []
  const title = say('待核对的原因', 'Why fields are in review')
  const series: readonly Series[] = [
    { name: say('仅此原因', 'for this alone'), tone: 'c2' },
    { name: say('另有其他原因', 'for others too'), tone: 'c4' },
  ]
  const bars = reasons.map(({ reason, fields, alone }) => ({
    label: say(...REASON_WORDS[reason]),
    parts: [alone, fields - alone],
  }))
  const description = bars.map(({ label, parts }) => `${label} ${parts[0]! + parts[1]!}`).join(say('；', '; '))
  const columns = [
    { title: say('原因', 'Reason') },
    { title: say('字段', 'Fields'), numeric: true },
    { title: say('仅此原因', 'Alone'), numeric: true },
    { title: say('报告', 'Reports'), numeric: true },
  ]
  const rows = reasons.map(({ reason, fields, alone, reports }) => ({
    cells: [html`${say(...REASON_WORDS[reason])} <code>${reason}</code>`, fields, alone, reports],
  }))
  return section(
    title,
    say('单位：字段', 'Fields'),
    [
      barChart({ title, description }, series, bars, 'half'),
      legend(series),
      folded(say('数据', 'Data'), dataTable(columns, rows)),
    ],
    'half',
  )
}

/** Fields that a page lists; the JSON has more. */
const LISTED = 12

function inReview(
  { fieldsInReview: { list, rest } }: Statistics,
  labels: ReadonlyMap<string, FieldLabel>,
  say: Say,
): readonly Markup[] {
  if (list.length === 0) return []
  const title = say('最常待核对的字段', 'Fields most often in review')
  const series: readonly Series[] = [{ name: say('报告', 'reports'), tone: 'c2' }]
  const bars = list.slice(0, LISTED).map(({ id, reports }) => ({ label: shortName(id, labels), parts: [reports] }))
  const others = list.slice(LISTED).reduce((sum, { reports }) => sum + reports, rest)
  const note =
    others === 0
      ? say('单位：份报告', 'Reports')
      : say(`单位：份报告；其余字段合计 ${others} 次`, `Reports; all other fields together ${others} times`)
  const description = bars.map(({ label, parts }) => `${label} ${parts[0]}`).join(say('；', '; '))
  return section(title, note, [barChart({ title, description }, series, bars, 'half')], 'half')
}
