import { type AgencyYears, MOST_OF_A_YEAR } from '../../pipeline/years/listing.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import { listed, say } from '../language.ts'
import { printable } from '../printable.ts'
import { about } from '../problem-text.ts'
import { type Cell, layoutTable } from '../show/layout.ts'
import type { Style } from '../style.ts'
import { leftOutText } from './left-out.ts'

/** What was compared. `leftOut`: reports that took no part, and why. */
export type YearsFound = {
  readonly agencies: readonly AgencyYears[]
  readonly leftOut: readonly { readonly name: string; readonly why: string }[]
}

const HEADER: readonly Cell[] = [
  { text: say('agency', '机关') },
  { text: say('years', '年度') },
  { text: say('column', '列') },
  { text: say('over', '转出'), align: 'right' },
  { text: say('in', '转入'), align: 'right' },
  { text: say('finding', '判断') },
]
/** Longest list of notes of one kind that is printed; --json has all of them. */
const LONGEST_LIST = 20

/** What years of one agency say of each other, as lines: contradictions, what could not be compared, totals. */
export function renderYears(found: YearsFound, style: Style, width: number): string {
  const rows = found.agencies.flatMap(findingRows)
  const blocks = [
    rows.length > 0
      ? [
          style.strong(
            say('What a year carried over is not what the next carried in', '结转下年度与下一年的上年结转不一致'),
          ),
          ...layoutTable(HEADER, rows, width, style.flag),
        ]
      : [],
    section(say('Not comparable', '无法核对'), found.agencies.flatMap(gapLines), style),
    section(say('Several reports of a year', '同一年度有多份报告'), found.agencies.flatMap(severalLines), style),
    section(
      say('Took no part', '未参与核对'),
      found.leftOut.map(({ name, why }) => about(name, leftOutText(why))),
      style,
    ),
    [totals(found)],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function findingRows({ organization, pairs }: AgencyYears): Cell[][] {
  return pairs.flatMap(({ earlier, later, columns }) =>
    columns
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ column, left, right, verdict, suspect }): Cell[] => [
        { text: printable(organization) },
        { text: `${earlier.year} → ${later.year}` },
        { text: labelOf(column) },
        { text: `${left}`, align: 'right' },
        { text: `${right}`, align: 'right' },
        { text: findingOf(verdict, suspect === undefined ? null : suspect === 'over' ? earlier.year : later.year) },
      ]),
  )
}

function findingOf(verdict: string | undefined, suspect: number | null): string {
  if (verdict === 'source') return say('printed so', '原件如此')
  if (verdict === 'reading') {
    return suspect === null
      ? say('perhaps misread', '可能误读')
      : say(`perhaps misread in ${suspect}`, `可能误读（${suspect}）`)
  }
  return say('cause unknown', '原因不明')
}

const LABELS = new Map(
  FORMS.flatMap(({ tables }) => tables.filter(({ id }) => id === 'requests')).flatMap(({ columns }) =>
    columns.map(({ id, label }) => [id, label]),
  ),
)

/** The column's printed label and its id, by which reports and checks know it. */
function labelOf(column: string): string {
  const label = LABELS.get(column)
  return label === undefined ? printable(column) : `${label} ${column}`
}

function gapLines({ organization, gaps, crowded }: AgencyYears): string[] {
  const name = printable(organization)
  return [
    ...crowded.map(
      (year) =>
        `${name} ${year}${say(
          `: more than ${MOST_OF_A_YEAR} reports under this name, which is no single agency’s`,
          `：这一名称下的报告超过 ${MOST_OF_A_YEAR} 份，不是单个机关`,
        )}`,
    ),
    ...gaps.map(([from, to]) => `${name} ${from} … ${to}${say(': ', '：')}${between(from, to, crowded)}`),
  ]
}

function between(from: number, to: number, crowded: readonly number[]): string {
  if (crowded.some((year) => year > from && year < to)) return say('not one after the other', '年度不相邻')
  const one = to - from === 2
  return say(
    `no report of ${from + 1}${one ? '' : ` to ${to - 1}`}`,
    `缺 ${from + 1}${one ? '' : ` 至 ${to - 1}`} 年的报告`,
  )
}

function severalLines({ organization, several }: AgencyYears): string[] {
  return several.map(([first, ...others]) => {
    const rest = listed(others.map(({ source }) => printable(source.name)))
    const taken = printable(first!.source.name)
    const told = say(`: ${taken} was compared, not ${rest}`, `：取 ${taken}，未取 ${rest}`)
    return `${printable(organization)} ${first!.year}${told}`
  })
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  if (lines.length === 0) return []
  const more = lines.length - LONGEST_LIST
  const shown = lines.slice(0, LONGEST_LIST).map((line) => `  ${line}`)
  return [
    style.strong(title),
    ...shown,
    ...(more > 0
      ? [style.faint(say(`  … and ${more} more; --json has all`, `  … 另有 ${more} 条，--json 可列出全部`))]
      : []),
  ]
}

function totals({ agencies }: YearsFound): string {
  const pairs = agencies.flatMap((agency) => agency.pairs)
  const outcomes = pairs.flatMap(({ columns }) => columns.map(({ outcome }) => outcome))
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
  return [
    say(counted(agencies.length, 'agency', 'agencies'), `${agencies.length} 个机关`),
    say(`${counted(pairs.length, 'pair', 'pairs')} of years compared`, `核对 ${pairs.length} 对年度`),
    say(count('pass') === 1 ? '1 figure agrees' : `${count('pass')} figures agree`, `${count('pass')} 个数字一致`),
    say(`${count('fail')} do not`, `${count('fail')} 个不一致`),
    ...(count('not-assessable') > 0
      ? [say(`${count('not-assessable')} not assessable`, `${count('not-assessable')} 个无法判断`)]
      : []),
  ].join(' · ')
}

/** A number with the word for what it counts. */
function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
