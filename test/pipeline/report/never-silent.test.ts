import { expect, test } from 'vitest'
import { parseValue } from '../../../pipeline/read/value.ts'
import { APPLICANTS, consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'
import { fc } from '../../support/properties.ts'

// Whatever happens to a dump on its way here: a value that is not the printed one must be in review. These are the
// kinds of damage after which that holds for every example drawn; PROPERTY_SEED and PROPERTY_RUNS draw others.

type Damage = { readonly name: string; readonly apply: (lines: readonly string[], at: number) => readonly string[] }

const insert = (text: string): Damage => ({
  name: `${JSON.stringify(text)} in between`,
  apply: (lines, at) => lines.toSpliced(at % lines.length, 0, text),
})

/** Takes one value out of one of the lines that hold three and more, and closes the gap. */
function loseCell(lines: readonly string[], at: number): readonly string[] {
  const places = lines.flatMap((line, row) => {
    const values = line.split('\t').flatMap((cell, index) => (/^(?:\d+|\/)$/.test(cell) ? [{ row, index }] : []))
    return values.length >= 3 ? values : []
  })
  const place = places[at % places.length]
  return place ? lines.with(place.row, lines[place.row]!.split('\t').toSpliced(place.index, 1).join('\t')) : lines
}

// Where zeros are left blank, or spaces part the cells, a lost one does not show, and a page's bare number looks like one.
const LOSSES: readonly Damage[] = [{ name: 'a cell lost', apply: loseCell }, insert('3')]

const DAMAGES: readonly Damage[] = [
  { name: 'none', apply: (lines) => lines },
  { name: 'a line twice', apply: (lines, at) => lines.toSpliced(at % lines.length, 0, lines[at % lines.length]!) },
  ...['- 3 -', '第3页', '第 3 页 共 8 页', '— 3 —', '3/8', '', '\t\t\t'].map(insert),
]

const STYLES: Readonly<Record<string, (line: string) => string>> = {
  tabs: (line) => line,
  'pipes behind cells': (line) => (line.includes('\t') ? `${line.replaceAll('\t', ' | ')} |` : line),
  'pipes between cells': (line) => line.replaceAll('\t', '|'),
  markdown: (line) => (line.includes('\t') ? `| ${line.replaceAll('\t', ' | ')} |` : line),
  'two spaces': (line) => line.replaceAll('\t', '  '),
  'one cell a line': (line) => line.replaceAll('\t', '\n'),
}

const KEEPS_BLANKS = Object.keys(STYLES).filter((style) => !/space|line/.test(style))

const report = fc.constantFrom('2019', '2021').chain((id) => {
  const form = formOf(id)
  const outcomes = form.equations.find((equation) => equation.id === 'outcomes.{column}')!.left
  const count = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3000 }))
  const requests = fc.tuple(fc.constantFrom(...outcomes, 'carriedOver'), fc.constantFrom(...APPLICANTS))
  const disputes = fc.tuple(
    fc.constantFrom('reconsideration', 'litigationDirect', 'litigationAfterReconsideration'),
    fc.constantFrom('upheld', 'corrected', 'otherOutcome', 'pending'),
  )
  const small = form.tables
    .filter((table) => table.section === '二')
    .flatMap((table) =>
      table.rows.flatMap((row) => table.columns.map((column) => `${table.id}.${row.id}.${column.id}`)),
    )
  const key = fc.oneof(
    { weight: 5, arbitrary: requests.map(([row, column]) => `requests.${row}.${column}`) },
    { weight: 2, arbitrary: disputes.map(([row, column]) => `disputes.${row}.${column}`) },
    { weight: 3, arbitrary: fc.constantFrom(...small) },
  )
  return fc.record({ form: fc.constant(form), counts: fc.dictionary(key, count, { maxKeys: 20 }) })
})

const setting = fc.constantFrom(
  ...Object.keys(STYLES).flatMap((style) =>
    (KEEPS_BLANKS.includes(style) ? ['0', '/', ''] : ['0', '/']).flatMap((zero) =>
      [...DAMAGES, ...(zero !== '' && style !== 'two spaces' ? LOSSES : [])].map((damage) => ({ style, zero, damage })),
    ),
  ),
)

test('every value that nobody is asked about is the one printed', () => {
  fc.assert(
    fc.property(report, setting, fc.nat(200), ({ form, counts }, { style, zero, damage }, at) => {
      const printed = Object.entries(consistentCells(form, counts)).map(
        ([id, raw]) => [id, raw === '0' ? zero : raw] as const,
      )
      const lines = damage.apply(dumpLines(form, Object.fromEntries(printed)), at)
      const { fields } = reportOf(lines.map(STYLES[style]!))
      const wrong = printed.filter(([id, raw]) => !fields[id]?.review && fields[id]?.value !== parseValue(raw).value)
      expect({ style, damage: damage.name, wrong }).toEqual({ style, damage: damage.name, wrong: [] })
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) },
  )
})
