import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { Change, Comparison, YearsCompared } from '../../schemas/comparison.ts'
import { VERDICT_WORDS } from './codes.ts'
import { divergingChart } from './diverging.ts'
import { fieldName } from './field-name.ts'
import { html, type Markup } from './markup.ts'
import { counted, dataTable, folded, type Say, section, tiles } from './page.ts'
import { shownValue, signed } from './shown-value.ts'

type Labels = ReadonlyMap<string, FieldLabel>

/** Most changes that the chart shows, the largest ones. */
const CHARTED = 16

/** The parts of a page about two years: figures, contradictions, a chart of what changed most, all changes. */
export function yearsSections(
  { years, a, b }: Comparison & { readonly compared: 'years' },
  labels: Labels,
  say: Say,
): readonly Markup[] {
  const names: readonly [string, string] = [`${a.year ?? 'A'}`, `${b.year ?? 'B'}`]
  const outliers = years.changes.filter(({ outlier }) => outlier).length
  const found = years.contradictions.length
  return [
    tiles([
      { figure: `${found}`, what: say('矛盾之处', 'contradictions'), tone: found > 0 ? 'bad' : '' },
      { figure: `${years.agreeing}`, what: say('前后相符', 'figures agree') },
      { figure: `${years.changes.length}`, what: say('有变化的字段', 'fields changed') },
      { figure: `${outliers}`, what: say('变化幅度异常', 'changed unusually'), tone: outliers > 0 ? 'care' : '' },
      { figure: `${years.unchanged}`, what: say('相同', 'the same') },
      { figure: `${years.notation}`, what: say('仅空白、横线、0 之别', 'with another of blank, dash and 0') },
    ]),
    ...(years.adjoining ? [] : [notAdjoining(say)]),
    ...section(
      say('矛盾之处', 'Contradictions'),
      say(
        '后一年所印的数字与前一年推得的不一致。',
        'What the later year prints is not what follows from the earlier one.',
      ),
      contradictionTable(years, names, labels, say),
    ),
    ...section(
      say('申请数量变化最大的项目', 'Requests: what changed most'),
      say(
        '单位：件；黄色为幅度异常，可能属实，也可能是误读。',
        'Items; yellow changed unusually, which may be true, or misread.',
      ),
      chart(years, names, labels, say),
    ),
    ...section(say('全部变化', 'All changes'), null, changeTable(years.changes, names, labels, say)),
    ...section(say('只有一年的表式才有的字段', 'Only in one year’s form'), null, onlyLists(years, names, labels, say)),
  ]
}

function notAdjoining(say: Say): Markup {
  const text = say(
    '两个年度并不相邻，无从判断是否矛盾。',
    'The years do not follow each other, so neither can contradict the other.',
  )
  return html`<p class="warn">${text}</p>`
}

function contradictionTable(
  { contradictions }: YearsCompared,
  [from, to]: readonly [string, string],
  labels: Labels,
  say: Say,
): readonly Markup[] {
  if (contradictions.length === 0) return []
  const columns = [
    { title: say('字段', 'Field') },
    { title: say(`据 ${from} 年`, `Follows from ${from}`), numeric: true },
    { title: say(`${to} 年所印`, `Printed in ${to}`), numeric: true },
    { title: say('判断', 'Finding') },
  ]
  const rows = contradictions.map((one) => ({
    cells: [
      fieldName(one.b[0]!, labels),
      one.left,
      one.right,
      html`${say(...VERDICT_WORDS[one.verdict])}${one.suspect === undefined ? null : html` <small>${one.suspect === 'a' ? from : to}</small>`}`,
    ],
    flagged: one.verdict === 'source',
  }))
  return [dataTable(columns, rows)]
}

function chart(
  { changes }: YearsCompared,
  [from, to]: readonly [string, string],
  labels: Labels,
  say: Say,
): readonly Markup[] {
  const steps = changes
    .flatMap(({ id, absolute, outlier }) =>
      absolute !== null && id.startsWith('requests.')
        ? [{ label: shortName(id, labels), by: absolute, marked: outlier }]
        : [],
    )
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by))
    .slice(0, CHARTED)
  if (steps.length === 0) return []
  const title = say(`${from} 至 ${to} 年申请数量的变化`, `Requests from ${from} to ${to}`)
  const description = steps.map(({ label, by }) => `${label} ${signed(by)}`).join(say('；', '; '))
  return [divergingChart({ title, description }, steps)]
}

function changeTable(
  changes: readonly Change[],
  [from, to]: readonly [string, string],
  labels: Labels,
  say: Say,
): readonly Markup[] {
  if (changes.length === 0) return []
  const columns = [
    { title: say('字段', 'Field') },
    { title: from, numeric: true },
    { title: to, numeric: true },
    { title: say('增减', 'Change'), numeric: true },
    { title: '%', numeric: true },
    { title: '' },
  ]
  const rows = changes.map((change) => ({
    cells: [
      fieldName(change.id, labels),
      shownValue(change.a, say),
      shownValue(change.b, say),
      change.absolute === null ? '' : signed(change.absolute),
      change.percent === null ? '' : signed(change.percent),
      html`${change.outlier ? html`<mark>${say('幅度异常', 'unusual')}</mark> ` : null}${change.doubtful ? html`<small>${say('待核对', 'in review')}</small>` : null}`,
    ],
  }))
  return [dataTable(columns, rows)]
}

function onlyLists(
  { onlyA, onlyB }: YearsCompared,
  [from, to]: readonly [string, string],
  labels: Labels,
  say: Say,
): readonly Markup[] {
  return [[from, onlyA] as const, [to, onlyB] as const].flatMap(([year, ids]) => {
    if (ids.length === 0) return []
    const rows = ids.map((id) => ({ cells: [fieldName(id, labels)] }))
    return [
      folded(
        say(`${year} 年：${ids.length} 个字段`, `${year}: ${counted(ids.length, 'field')}`),
        dataTable([{ title: say('字段', 'Field') }], rows),
      ),
    ]
  })
}
