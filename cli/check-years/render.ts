import { type AgencyYears, MOST_OF_A_YEAR } from '../../pipeline/years/listing.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import { printable } from '../printable.ts'
import { type Cell, layoutTable } from '../show/layout.ts'
import type { Style } from '../style.ts'

/** What was compared. `leftOut`: reports that took no part, and why. */
export type YearsFound = {
  readonly agencies: readonly AgencyYears[]
  readonly leftOut: readonly { readonly name: string; readonly why: string }[]
}

const HEADER: readonly Cell[] = [
  { text: 'agency' },
  { text: 'years' },
  { text: 'column' },
  { text: 'over', align: 'right' },
  { text: 'in', align: 'right' },
  { text: 'finding' },
]
/** Longest list of notes of one kind that is printed; --json has all of them. */
const LONGEST_LIST = 20

/** What years of one agency say of each other, as lines: contradictions, what could not be compared, totals. */
export function renderYears(found: YearsFound, style: Style, width: number): string {
  const rows = found.agencies.flatMap(findingRows)
  const blocks = [
    rows.length > 0
      ? [
          style.strong('What a year carried over is not what the next carried in'),
          ...layoutTable(HEADER, rows, width, style.flag),
        ]
      : [],
    section('Not comparable', found.agencies.flatMap(gapLines), style),
    section('Several reports of a year', found.agencies.flatMap(severalLines), style),
    section(
      'Took no part',
      found.leftOut.map(({ name, why }) => `${name}: ${why}`),
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
  if (verdict === 'source') return 'printed so'
  if (verdict === 'reading') return `perhaps misread${suspect === null ? '' : ` in ${suspect}`}`
  return 'cause unknown'
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
      (year) => `${name} ${year}: more than ${MOST_OF_A_YEAR} reports under this name, which is no single agency’s`,
    ),
    ...gaps.map(([from, to]) => `${name} ${from} … ${to}: ${between(from, to, crowded)}`),
  ]
}

function between(from: number, to: number, crowded: readonly number[]): string {
  if (crowded.some((year) => year > from && year < to)) return 'not one after the other'
  return `no report of ${from + 1}${to - from === 2 ? '' : ` to ${to - 1}`}`
}

function severalLines({ organization, several }: AgencyYears): string[] {
  return several.map(([first, ...others]) => {
    const rest = others.map(({ source }) => printable(source.name)).join(', ')
    return `${printable(organization)} ${first!.year}: ${printable(first!.source.name)} was compared, not ${rest}`
  })
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  if (lines.length === 0) return []
  const more = lines.length - LONGEST_LIST
  const shown = lines.slice(0, LONGEST_LIST).map((line) => `  ${line}`)
  return [style.strong(title), ...shown, ...(more > 0 ? [style.faint(`  … and ${more} more; --json has all`)] : [])]
}

function totals({ agencies }: YearsFound): string {
  const pairs = agencies.flatMap((agency) => agency.pairs)
  const outcomes = pairs.flatMap(({ columns }) => columns.map(({ outcome }) => outcome))
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
  return [
    counted(agencies.length, 'agency', 'agencies'),
    `${counted(pairs.length, 'pair', 'pairs')} of years compared`,
    `${count('pass') === 1 ? '1 figure agrees' : `${count('pass')} figures agree`}`,
    `${count('fail')} do not`,
    ...(count('not-assessable') > 0 ? [`${count('not-assessable')} not assessable`] : []),
  ].join(' · ')
}

/** A number with the word for what it counts. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
