import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { Check } from '../../schemas/report.ts'
import { RULE_WORDS } from './words.ts'

/** A check's rule, by its id; as it stands in the report where the form is somebody's own. */
export function ruleWords({ id, rule }: Check): string {
  const [kind = '', side = ''] = id.split('.')
  return RULE_WORDS[`${kind}.${side}`] ?? RULE_WORDS[kind] ?? rule
}

/** What a check that fails says, in Chinese: the figures that differ, the neighbour's report, who is suspected. */
export function checkMessage(check: Check, labels: ReadonlyMap<string, FieldLabel>): string {
  const { id, left, right, suspects = [], message } = check
  const neighbour = NEIGHBOUR.exec(message)
  const differ = id.startsWith('stated.') ? `正文为 ${left}，表中为 ${right}` : `${left} ≠ ${right}`
  const other = neighbour
    ? `；${neighbour[1]} 年度报告（${neighbour[2]}）${CARRIED[neighbour[3]!]} ${neighbour[4]}`
    : ''
  const doubted =
    neighbour && suspects.length === 0 && /; suspect: /.test(message) ? [`${neighbour[1]} 年度的数字`] : []
  const suspected = [...suspects.map((field) => shortName(field, labels)), ...doubted]
  return `${differ}${other}${suspected.length === 0 ? '' : `；可疑：${suspected.join('、')}`}`
}

/** How checks against the years before and after name the other report, and what it says. */
const NEIGHBOUR = /; (\d{4}) \((.*)\) carried (over|in) (-?[\d.]+)(?:; suspect: .*)?$/

const CARRIED: Readonly<Record<string, string>> = { over: '结转下年度为', in: '上年结转为' }
