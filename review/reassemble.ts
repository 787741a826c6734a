import { normalizeAgency } from '../pipeline/years/agency.ts'
import type { Problem } from '../schemas/problem.ts'
import type { Report } from '../schemas/report.ts'
import { correctionsOf, toCorrection } from '../store/corrections.ts'
import { type Document, findDocument } from '../store/documents.ts'
import { findOpening, pageReadings } from '../store/readings.ts'
import { keepReportText } from '../store/report-text.ts'
import { findReport } from '../store/reports.ts'
import { replaceReport } from '../store/review/replace-report.ts'
import type { CorrectionsTable } from '../store/schema.ts'
import { reportText } from '../workers/make-report.ts'
import type { Assembled } from '../workers/readers/tasks.ts'
import type { StepContext } from '../workers/steps/context.ts'
import { keepCarryChecks } from './keep-carry-checks.ts'
import { linkLater } from './link-later.ts'
import { keptReport } from './queue/kept-report.ts'

/** What reassembling needs; `StepContext` is one. */
export type ReassembleContext = Pick<StepContext, 'store' | 'versions' | 'log' | 'now'> & {
  readonly readers: Pick<StepContext['readers'], 'assemble'>
}

/**
 * `reassembled`: the report as it is kept now. `gone`: the document is not at its end, and takes corrections in when it
 * comes there. `behind`: the report could not be made now; nothing that was said is lost, see `catchUp`.
 */
export type Reassembled =
  | { readonly kind: 'reassembled'; readonly report: Report }
  | { readonly kind: 'gone' }
  | { readonly kind: 'behind'; readonly why: string }

/** Times that others may say something while the report is made; each time somebody's answer came through. */
const ROUNDS = 50

/**
 * Makes a document's report again with all that people said of it, from the readings that it was made of, and puts it in
 * its place; comparing it with its neighbours in time follows soon after. Whoever said something calls this afterwards:
 * what is kept holds every word that was said before, however many do so at once. Throws what the store throws.
 */
export async function reassembleDocument(context: ReassembleContext, document: string): Promise<Reassembled> {
  const { store, log } = context
  for (let round = 0; round < ROUNDS; round++) {
    const found = await findDocument(store.db, document)
    const kept = await findReport(store.db, document)
    if (!found || !kept || kept.generation !== found.generation) return { kind: 'gone' }
    const corrections = await correctionsOf(store.db, document)
    const [made, before] = await Promise.all([
      assembleAgain(context, found, kept.reader, corrections),
      keptReport(store, document),
    ])
    if ('behind' in made) {
      log.warn('a report stays behind its corrections', { document, reason: made.behind })
      return { kind: 'behind', why: made.behind }
    }
    const report = keepCarryChecks(JSON.parse(made.report) as Report, before)
    const end = await replace(context, found, kept.reader, made, report, corrections)
    if (end === 'gone') return { kind: 'gone' }
    if (end === 'again') continue
    linkLater(context, document)
    return { kind: 'reassembled', report }
  }
  return { kind: 'behind', why: 'others go on answering' }
}

/** The report made by the readers of readings by the version `reader`. */
async function assembleAgain(
  { store, readers }: ReassembleContext,
  { id, name }: Document,
  reader: string,
  corrections: readonly CorrectionsTable[],
): Promise<Assembled | { readonly behind: string }> {
  const opening = await findOpening(store.db, id, reader)
  const rows = await pageReadings(store.db, id, reader)
  if (!opening || rows.length < opening.pages) return { behind: 'pages of it have to be read again' }
  const files = await Promise.all(rows.map(({ blob }) => store.blobs.fileOf(blob)))
  const readings = files.filter((file) => file !== null)
  if (readings.length < files.length) return { behind: 'the store has lost readings' }
  const { pages, problems } = opening
  const task = { name, sha256: id, pages, problems, corrections: corrections.map(toCorrection), readings }
  const made = await readers.assemble(task)
  if (made.kind === 'assembled') return made
  return {
    behind: made.kind === 'problem' ? wordsOf(made.problem) : made.kind === 'stopped' ? 'stopped' : made.message,
  }
}

function wordsOf({ code, message }: Problem): string {
  return `${code}: ${message}`
}

async function replace(
  { store, versions, now }: ReassembleContext,
  { id, generation }: Document,
  reader: string,
  { tally, organization, year, form, items }: Assembled,
  report: Report,
  corrections: readonly CorrectionsTable[],
) {
  return replaceReport(store.db, {
    document: id,
    generation,
    blob: await keepReportText(store.blobs, reportText(report)),
    reader,
    rules: versions.rules,
    state: tally.needed ? 'review' : 'done',
    tally,
    organization,
    agency: organization === null ? null : normalizeAgency(organization),
    year,
    form,
    checksFailed: report.checks.filter(({ outcome }) => outcome === 'fail').length,
    items,
    corrections: corrections.length,
    who: corrections.at(-1)?.who ?? 'worker',
    at: now(),
  })
}
