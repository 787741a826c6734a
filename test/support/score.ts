import type { Report } from '../../schemas/report.ts'

type TrueCell = {
  readonly value: number | string | null
  readonly state: string
  readonly accept?: readonly (number | string | null)[]
}

/** NAME.truth.json as far as scores need it: what a document says, field by field. */
export type Truth = {
  readonly organization?: string | null
  readonly year?: number | null
  readonly signedOn?: string | null
  readonly inconsistent?: readonly string[]
  readonly fields: Readonly<Record<string, TrueCell>>
}

export type Score = {
  readonly fields: number
  readonly right: number
  /** Fields in review, right or wrong. */
  readonly review: readonly string[]
  /** Wrong and not in review, with what is printed and what was read. */
  readonly silent: readonly string[]
  /** Wrong, in review or not. */
  readonly wrong: readonly string[]
}

/** Compares a report with its truth: a value is right if it is the one printed; a blank and a dash both read as null. */
export function scoreReport(truth: Truth, report: Pick<Report, 'fields'>): Score {
  const expected = Object.entries({ ...truth.fields, ...facts(truth) })
  const review: string[] = []
  const silent: string[] = []
  const wrong: string[] = []
  for (const [id, cell] of expected) {
    const field = report.fields[id]
    const read = field !== undefined && field.state !== 'missing' && field.state !== 'unreadable'
    const right = read && [cell.value, ...(cell.accept ?? [])].some((value) => same(value, field.value))
    if (field?.review) review.push(id)
    if (right) continue
    const what = `${id}: ${JSON.stringify(cell.value)} read as ${field ? JSON.stringify(field.value) : 'nothing'}`
    wrong.push(what)
    if (!field?.review) silent.push(what)
  }
  return { fields: expected.length, right: expected.length - wrong.length, review, silent, wrong }
}

/** Several reports' scores as one. */
export function addScores(scores: readonly Score[]): Score {
  return {
    fields: scores.reduce((sum, score) => sum + score.fields, 0),
    right: scores.reduce((sum, score) => sum + score.right, 0),
    review: scores.flatMap((score) => score.review),
    silent: scores.flatMap((score) => score.silent),
    wrong: scores.flatMap((score) => score.wrong),
  }
}

function facts({ organization, year, signedOn }: Truth): Record<string, TrueCell> {
  const cells = { organization, year, signedOn }
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[`document.${key}`, { value, state: typeof value }]],
    ),
  )
}

function same(printed: number | string | null, read: number | string | null): boolean {
  if (typeof printed === 'number' && typeof read === 'number') return Math.abs(printed - read) < 1e-9
  if (typeof printed === 'string' && typeof read === 'string') return squash(printed) === squash(read)
  return printed === read
}

function squash(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '')
}
