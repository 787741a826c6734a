import type { JudgedReport, TrueField, Truth } from '../../schemas/truth.ts'

/** One field of a truth beside what a report says of it. */
export type JudgedField = {
  readonly id: string
  readonly truth: TrueField
  /** Undefined where the report has no such field, or where there is no report. */
  readonly found: JudgedReport['fields'][string] | undefined
  /** The value is the one printed; a blank and a dash count as equal, what is missing or unreadable never. */
  readonly right: boolean
  /** And the state is right as well. */
  readonly rightState: boolean
  readonly review: boolean
}

/**
 * Every field of the truth, in its order with the document's facts last, judged against a report (null: there is none).
 * Of a field that people corrected it is the reading that is judged, as one in review: they looked at it.
 */
export function judge(truth: Truth, report: JudgedReport | null): readonly JudgedField[] {
  return Object.entries({ ...truth.fields, ...factsOf(truth) }).map(([id, expected]): JudgedField => {
    const found = report && Object.hasOwn(report.fields, id) ? asRead(report.fields[id]!) : undefined
    const right = found !== undefined && isRight(expected, found)
    const rightState = right && (found.state === expected.state || Array.isArray(expected.accept))
    return { id, truth: expected, found, right, rightState, review: found?.review ?? false }
  })
}

/** How sure the reading was is not kept beside a correction. */
function asRead(found: JudgedReport['fields'][string]): JudgedReport['fields'][string] {
  if (!found.read) return found
  const { value, state } = found.read
  return { value, state, raw: found.raw, review: true, reasons: [] }
}

function factsOf({ organization, year, signedOn }: Truth): Record<string, TrueField> {
  const facts: Record<string, TrueField> = {}
  for (const [name, value] of Object.entries({ organization, year, signedOn })) {
    if (value === null || value === undefined) continue
    facts[`document.${name}`] = { value, state: typeof value === 'number' ? 'number' : 'text' }
  }
  return facts
}

function isRight(expected: TrueField, found: JudgedReport['fields'][string]): boolean {
  if (found.state === 'missing' || found.state === 'unreadable') return false
  const value = found.value ?? null
  const wanted = [expected.value, ...(expected.accept ?? [])]
  return wanted.some((printed) => same(printed, value))
}

function same(printed: number | string | null, read: number | string | null): boolean {
  if (typeof printed === 'number' && typeof read === 'number') return Math.abs(printed - read) < EQUAL
  if (typeof printed === 'string' && typeof read === 'string') return squash(printed) === squash(read)
  return printed === read
}

/** Figures of two decimals, however they were parsed. */
const EQUAL = 1e-9

/** Texts are compared without their spacing and the width of their characters. */
function squash(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '')
}
