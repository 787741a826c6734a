import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { Change, Comparison, Contradiction, YearsCompared } from '../../schemas/comparison.ts'
import { say } from '../language.ts'
import { type Cell, layoutTable } from '../show/layout.ts'
import type { Style } from '../style.ts'
import { block, counted, right, shownValue } from './shown.ts'

type Labels = ReadonlyMap<string, FieldLabel>

/** Two years side by side: contradictions, changes, what only one year's form has, and totals. */
export function yearsBlocks(
  comparison: Comparison & { readonly compared: 'years' },
  labels: Labels,
  style: Style,
  width: number,
): readonly (readonly string[])[] {
  const { years, a, b } = comparison
  const [from, to] = [`${a.year ?? 'A'}`, `${b.year ?? 'B'}`]
  const table = (header: readonly Cell[], rows: readonly (readonly Cell[])[]) =>
    rows.length === 0 ? [] : layoutTable(header, rows, width, style.flag)
  const contradictions = years.contradictions.map((one) => contradictionRow(one, [from, to], labels))
  const changes = years.changes.map((change) => changeRow(change, labels))
  const idle = say(
    'The years do not follow each other, so neither can contradict the other.',
    '两个年度并不相邻，无从判断是否矛盾。',
  )
  return [
    block(say('Contradictions', '矛盾之处'), table(CONTRADICTION_HEADER(from, to), contradictions), style, width),
    years.adjoining ? [] : [style.flag(idle)],
    block(say('What changed', '变化'), table(CHANGE_HEADER(from, to), changes), style, width),
    block(
      say('Only in one year’s form', '只有一年的表式才有'),
      [...onlyLines(from, years.onlyA), ...onlyLines(to, years.onlyB)],
      style,
      width,
    ),
    totals(years, style),
  ]
}

const CONTRADICTION_HEADER = (from: string, to: string): readonly Cell[] => [
  { text: say('figure', '数字') },
  right(say(`from ${from}`, `据 ${from} 年`)),
  right(say(`in ${to}`, `${to} 年所印`)),
  { text: say('finding', '判断') },
]

const CHANGE_HEADER = (from: string, to: string): readonly Cell[] => [
  { text: say('field', '字段') },
  right(from),
  right(to),
  right(say('change', '增减')),
  right('%'),
  { text: '' },
]

function contradictionRow(
  { kind, b, left, right: printed, verdict, suspect }: Contradiction,
  years: readonly [string, string],
  labels: Labels,
): readonly Cell[] {
  const label = labels.get(b[0]!)
  const what = kind === 'carried' ? say('carried over', '结转') : say('previous year', '上一年数量')
  const suspected =
    suspect === undefined
      ? ''
      : say(` in ${years[suspect === 'a' ? 0 : 1]}`, `（${years[suspect === 'a' ? 0 : 1]} 年）`)
  const finding = {
    source: say('printed so', '原件如此'),
    reading: say('perhaps misread', '可能误读') + suspected,
    unknown: say('cause unknown', '原因不明'),
  }[verdict]
  return [
    { text: `${b[0]} ${what}${label ? ` · ${label.column}` : ''}` },
    right(left),
    right(printed),
    { text: finding },
  ]
}

function changeRow(
  { id, change, a, b, absolute, percent, doubtful, outlier }: Change,
  labels: Labels,
): readonly Cell[] {
  const notes = [
    ...(outlier ? [say('! unusually large', '! 幅度异常')] : []),
    ...(doubtful ? [say('in review', '待核对')] : []),
    ...(change === 'unknown' ? [say('not comparable', '无法比较')] : []),
  ]
  return [
    { text: labels.has(id) ? `${id} ${shortName(id, labels)}` : id },
    right(shownValue(a)),
    { ...right(shownValue(b)), mark: doubtful },
    right(absolute === null ? '' : signed(absolute)),
    right(percent === null ? '' : signed(percent)),
    { text: notes.join(say(', ', '，')) },
  ]
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : `${value}`
}

/** Ids by their table and row: a form's table that the other year has not is dozens of fields. */
function onlyLines(year: string, ids: readonly string[]): readonly string[] {
  const rows = Map.groupBy(ids, (id) => id.slice(0, id.lastIndexOf('.')))
  return [...rows].map(([row, own]) => {
    const columns = own.map((id) => id.slice(row.length + 1))
    return `  ${year}  ${row}  ${columns.join(' ')}`
  })
}

function totals(
  { contradictions, agreeing, notAssessable, changes, unchanged, notation }: YearsCompared,
  style: Style,
) {
  const outliers = changes.filter(({ outlier }) => outlier).length
  const found = say(
    `${counted(contradictions.length, 'contradiction')}, ${agreeing === 1 ? '1 figure agrees' : `${agreeing} figures agree`}, ${notAssessable} not assessable`,
    `矛盾 ${contradictions.length} 处，相符 ${agreeing} 处，无法判断 ${notAssessable} 处`,
  )
  const figures = say(
    `${counted(changes.length, 'field')} changed (${outliers} unusually), ${unchanged} the same, ${notation} with another of blank, dash and 0`,
    `变化 ${changes.length} 项（幅度异常 ${outliers} 项），相同 ${unchanged} 项，仅空白、横线、0 之别 ${notation} 项`,
  )
  return [contradictions.length > 0 ? style.flag(found) : found, figures]
}
