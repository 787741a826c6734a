import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import {
  assemble,
  type Correction,
  collectStatistics,
  compareReports,
  type DocumentReading,
  exportFile,
  FORMS,
  Form,
  openDocument,
  type PageReading,
  PROBLEMS,
  parsePageRanges,
  type Report,
  readDocument,
  readPage,
  recheck,
  statisticsPage,
} from 'nianbao'

/** Reads a file: first what stands on its pages, which takes long, then what it means, which takes milliseconds. */
export async function readReport(path: string, corrections: readonly Correction[] = []): Promise<Report> {
  const bytes = new Uint8Array(readFileSync(path))
  const reading = await readDocument(bytes, path)
  // Whatever may be wrong with a file is a value with a code; PROBLEMS says which kind of failure a code is.
  if ('code' in reading) throw new Error(`${path} ${reading.message} [${reading.code}: ${PROBLEMS[reading.code]}]`)
  return reportOf(path, bytes, reading, corrections)
}

/** The report of readings that were kept: a new form, rule or correction costs no second reading. */
function reportOf(
  path: string,
  bytes: Uint8Array,
  { pages, readings, problems }: DocumentReading,
  corrections: readonly Correction[],
): Report {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const source = { name: path.split('/').at(-1)!, sha256, pages }
  return assemble(readings, { source, forms: FORMS, problems, corrections })
}

/** One page alone, and a range of pages of a document that is opened once, as a queue of pages would read them. */
export async function readSomePages(path: string): Promise<readonly PageReading[]> {
  const bytes = new Uint8Array(readFileSync(path))
  const first = await readPage(bytes, path, 1)
  if ('code' in first) throw new Error(first.message)
  const document = await openDocument(bytes, path)
  if ('code' in document) throw new Error(document.message)
  try {
    const [[from, to]] = parsePageRanges('2-') as [[number, number | null]]
    const rest: PageReading[] = []
    for (let page = from; page <= Math.min(to ?? document.pages, document.pages); page++) {
      rest.push(await document.readPage(page))
    }
    return [first, ...rest]
  } finally {
    await document.close()
  }
}

/** What a person said of a field; it is kept apart from what was read, and both stand in the report. */
export function correctionOf(report: Report, field: string, value: number): Correction {
  const { value: before, state } = report.fields[field]!
  return {
    id: `${report.source.sha256.slice(0, 12)} ${field} 1`,
    document: report.source.sha256,
    subject: field,
    before: { value: before, state },
    after: { value, state: 'number' },
    who: 'clerk',
    why: '',
    at: 0,
  }
}

/** Which checks would fail if this stood there: asked while somebody types, without assembling anything. */
export function failingWith(report: Report, field: string, value: number): readonly string[] {
  const { checks } = recheck(report, { [field]: { value, state: 'number' } }, FORMS)
  return checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
}

/** A form of one's own, checked; `issues` says what is wrong with it. */
export function ownForm(path: string): Form {
  const form = Form.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!form.success) throw new Error(form.error.issues[0]!.message)
  return form.data
}

/** Two readings of a document, or two years of an agency: it finds out which. */
export function changedFields(a: Report, b: Report): readonly string[] {
  const comparison = compareReports(a, b)
  if (comparison.compared === 'years') return comparison.years.changes.map(({ id }) => id)
  return comparison.readings.fields.differing.map(({ id }) => id)
}

/** Rows of CSV for other programs, and a page of statistics for people. */
export async function handOut(reports: readonly Report[], folder: string): Promise<number> {
  const csv: Uint8Array[] = []
  for await (const piece of exportFile(reports, 'csv-fields', { bom: true })) csv.push(piece)
  writeFileSync(`${folder}/fields.csv`, Buffer.concat(csv))
  const statistics = collectStatistics()
  for (const report of reports) statistics.add(report)
  writeFileSync(`${folder}/statistics.html`, statisticsPage(statistics.result(), { forms: FORMS, language: 'zh' }))
  return statistics.result().all.review
}

// node library.ts REPORT.pdf REPORT.txt FORM.json FOLDER
if (process.argv[1] === import.meta.filename) {
  const [path = '', other = '', form = '', folder = '.'] = process.argv.slice(2)
  const report = await readReport(path)
  const field = 'requests.unable_notHeld.total'
  const corrected = await readReport(path, [correctionOf(report, field, 205)])
  const pages = await readSomePages(path)
  const told = {
    year: report.fields['document.year']?.value,
    inReview: report.review.fields,
    pages: pages.map(({ page }) => page),
    failing: report.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id),
    failingWith: failingWith(report, field, 205),
    corrected: [corrected.fields[field]?.value, corrected.fields[field]?.read?.value],
    changed: changedFields(report, corrected),
    form: ownForm(form).id,
    review: await handOut([report, await readReport(other)], folder),
  }
  process.stdout.write(`${JSON.stringify(told)}\n`)
  process.exit() // reader threads would keep the program for a while
}
