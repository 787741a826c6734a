import type { Statistics } from '../../schemas/statistics.ts'
import { barChart, legend, type Series } from './bars.ts'
import { RULE_WORDS, VERDICT_WORDS } from './codes.ts'
import { html, type Markup } from './markup.ts'
import { dataTable, type Say, section } from './page.ts'

/** The parts of a page about checks and problems. */
export function checkSections({ checks, problems }: Statistics, say: Say): readonly Markup[] {
  return [...failing(checks, say), ...rules(checks, say), ...problemTable(problems, say)]
}

function nameOf(rule: string, say: Say): string {
  const words = RULE_WORDS[rule]
  return words ? say(...words) : rule
}

function failing({ rules }: Statistics['checks'], say: Say): readonly Markup[] {
  const failing = rules.filter(({ fail }) => fail > 0)
  if (failing.length === 0) return []
  const title = say('不符的核对项', 'Checks that fail')
  const series: readonly Series[] = [
    { name: say(...VERDICT_WORDS.source), tone: 'c3' },
    { name: say(...VERDICT_WORDS.reading), tone: 'c2' },
    { name: say(...VERDICT_WORDS.unknown), tone: 'c4' },
  ]
  const bars = failing.map(({ rule, verdicts }) => ({
    label: nameOf(rule, say),
    parts: [verdicts.source, verdicts.reading, verdicts.unknown],
  }))
  const description = failing.map(({ rule, fail }) => `${nameOf(rule, say)} ${fail}`).join(say('；', '; '))
  const note = say(
    '“原件如此”是机关自己印错，照录不改；“可能误读”应先核对。',
    '“Printed so”: the agency’s own mistake, kept as printed. “Perhaps misread”: look at it first.',
  )
  return section(title, note, [barChart({ title, description }, series, bars, 'whole'), legend(series)])
}

function rules({ rules }: Statistics['checks'], say: Say): readonly Markup[] {
  if (rules.length === 0) return []
  const columns = [
    { title: say('规则', 'Rule') },
    { title: say('相符', 'Pass'), numeric: true },
    { title: say('不符', 'Fail'), numeric: true },
    { title: say('无法判断', 'Not assessable'), numeric: true },
    { title: say('不符占比', 'Share failing'), numeric: true },
  ]
  const rows = rules.map(({ rule, pass, fail, notAssessable }) => ({
    cells: [
      html`${nameOf(rule, say)} <code>${rule}</code>`,
      ...[pass, fail, notAssessable].map((count) => count.toLocaleString('en')),
      pass + fail === 0 ? '–' : `${((100 * fail) / (pass + fail)).toFixed(2)}%`,
    ],
  }))
  return section(say('全部核对项', 'All checks'), null, [dataTable(columns, rows)], 'half')
}

function problemTable(problems: Statistics['problems'], say: Say): readonly Markup[] {
  if (problems.length === 0) return []
  const columns = [
    { title: say('代码', 'Code') },
    { title: say('次数', 'Times'), numeric: true },
    { title: say('报告', 'Reports'), numeric: true },
  ]
  const rows = problems.map(({ code, times, reports }) => ({ cells: [html`<code>${code}</code>`, times, reports] }))
  return section(say('读取时的问题', 'Problems while reading'), null, [dataTable(columns, rows)], 'half')
}
