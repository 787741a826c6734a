import { fieldLabels } from '../../pipeline/compare/labels.ts'
import type { Comparison, Party } from '../../schemas/comparison.ts'
import type { Form } from '../../schemas/form.ts'
import { sourceText } from '../code-words.ts'
import { say } from '../language.ts'
import { printable } from '../printable.ts'
import { layoutTable } from '../show/layout.ts'
import type { Style } from '../style.ts'
import { relationLine } from './relation.ts'
import { readingsBlocks } from './render-readings.ts'
import { yearsBlocks } from './render-years.ts'
import { page, right } from './shown.ts'

/** A comparison as lines for a terminal of `width` columns. */
export function comparisonText(comparison: Comparison, forms: readonly Form[], style: Style, width: number): string {
  const labels = fieldLabels(forms)
  const blocks =
    comparison.compared === 'readings'
      ? readingsBlocks(comparison.readings, labels, style, width)
      : yearsBlocks(comparison, labels, style, width)
  return page([headLines(comparison, style, width), ...blocks])
}

function headLines(comparison: Comparison, style: Style, width: number): readonly string[] {
  const { a, b, swapped, doubtful } = comparison
  const header = ['', say('report', '报告'), say('agency', '机关'), say('year', '年份'), say('form', '表式')]
  const more = [say('source', '来源'), say('fields', '字段'), say('in review', '待核对')]
  const rows = [partyRow('A', a), partyRow('B', b)]
  const turned = say('the later year was given first; A is the earlier', '后一年度在前；A 为较早的年度')
  const doubt = say(
    `in review, and what they are to each other hangs on it: ${doubtful.join(', ')}`,
    `判断二者关系所依据的字段尚待核对：${doubtful.join('、')}`,
  )
  return [
    comparison.related ? style.strong(relationLine(comparison)) : style.flag(relationLine(comparison)),
    ...layoutTable([...header.map((text) => ({ text })), ...more.map((text) => right(text))], rows, width, style.flag),
    ...(swapped ? [style.faint(turned)] : []),
    ...(doubtful.length > 0 ? [style.flag(doubt)] : []),
  ]
}

function partyRow(side: string, { name, organization, year, form, kind, fields, review }: Party) {
  const texts = [side, printable(name), printable(organization ?? '–'), `${year ?? '–'}`, form ?? '–']
  return [...texts.map((text) => ({ text })), right(sourceText(kind)), right(fields), right(review)]
}
