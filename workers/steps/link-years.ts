import { type Aliases, agencyOf, namesOf, resolveAliases } from '../../pipeline/years/aliases.ts'
import { withCarryChecks } from '../../pipeline/years/carry.ts'
import { type CarryFigures, carryFigures, type LeftOut } from '../../pipeline/years/figures.ts'
import { MOST_OF_A_YEAR, neighboursOf } from '../../pipeline/years/listing.ts'
import type { Report } from '../../schemas/report.ts'
import { listAliases } from '../../store/aliases.ts'
import { auditOf } from '../../store/audit.ts'
import type { Store } from '../../store/open.ts'
import { keepReportText, reportText } from '../../store/report-text.ts'
import { findReport, markLinked, replaceReportBlob, reportsOfAgency } from '../../store/reports.ts'

/** A document with the report that is kept of it. */
type Kept = { readonly document: string; readonly blob: string; readonly year: number; readonly report: Report }
type Row = { readonly document: string; readonly year: number; readonly blob: string }
/** An agency's year: its reports and those of the years beside it depend on each other. */
type Place = { readonly agency: string; readonly year: number }

/**
 * Times that everything is looked at again because another worker wrote in between. Each time somebody's write came
 * through, so a handful does even where all of an agency's years end at once.
 */
const ROUNDS = 50
/** Reports of one year that are not even opened: so many more than a crowd that its last checks were taken out long ago. */
const CROWD = 4 * MOST_OF_A_YEAR

/**
 * Compares the report of a document with those of the years before and after, in its own checks and in theirs. Safe to
 * call at any time and from several workers at once: what is written depends on the reports alone, every write takes
 * the place of the very text that was looked at, and it ends with a look that found nothing to write. Where the
 * document's agency or year was another one before, the neighbours it had there lose their checks against it. Gives the
 * number of reports written anew; a report that others kept changing stays unmarked, for the next call.
 */
export async function linkYears(store: Store, document: string): Promise<number> {
  const reports = new Map<string, Report | null>()
  let written = 0
  for (let round = 0; round < ROUNDS; round++) {
    const own = await findReport(store.db, document)
    const report = own && (await load(store, own.blob, reports))
    if (!own) return written
    if (!report) {
      // Nothing can be compared; unmarked it would be tried for ever.
      await markLinked(store.db, document, own.blob)
      return written
    }
    const resolved = resolveAliases(await listAliases(store.db))
    const aliases = 'fault' in resolved ? new Map() : resolved
    let settled = true
    for (const place of await placesOf(store, document, report, reports)) {
      const end = await rewriteAround(store, place, aliases, reports)
      written += end.written
      settled &&= end.settled
    }
    if (!settled) continue
    await markLinked(store.db, document, own.blob)
    // Where a neighbour's worker wrote it meanwhile, the mark did not take.
    if ((await findReport(store.db, document))?.blob === own.blob) return written
  }
  return written
}

/**
 * Where a document's report stands in time, and where its earlier reports stood: the audit log has a line for each,
 * written together with the report, so that no worker's death makes anybody forget a neighbour.
 */
async function placesOf(
  store: Store,
  document: string,
  report: Report,
  reports: Map<string, Report | null>,
): Promise<readonly Place[]> {
  const made = (await auditOf(store.db, document)).filter(({ action }) => action === 'assembled')
  const places = new Map<string, Place>()
  const add = (told: CarryFigures | LeftOut) => {
    if (!('leftOut' in told)) places.set(`${told.year} ${told.agency}`, { agency: told.agency, year: told.year })
  }
  // The last line is the present report's.
  for (const { detail_json } of made.slice(0, -1)) {
    const { blob } = JSON.parse(detail_json) as { readonly blob?: string }
    const earlier = blob === undefined ? null : await load(store, blob, reports)
    if (earlier) add(carryFigures(earlier))
  }
  add(carryFigures(report))
  return [...places.values()]
}

/** Writes the reports of a place's year and of the years beside it anew that do not say what their neighbours make of them. */
async function rewriteAround(
  store: Store,
  { agency, year }: Place,
  aliases: Aliases,
  reports: Map<string, Report | null>,
): Promise<{ readonly written: number; readonly settled: boolean }> {
  const all = await keptAround(store, namesOf(agency, aliases), year, reports)
  const figures = all.flatMap(({ report }): CarryFigures[] => {
    const told = carryFigures(report)
    return 'leftOut' in told || agencyOf(told.agency, aliases) !== agencyOf(agency, aliases) ? [] : [told]
  })
  let written = 0
  let settled = true
  for (const { document, blob, report, year: of } of all.filter((kept) => Math.abs(kept.year - year) <= 1)) {
    const linked = withCarryChecks(report, neighboursOf(of, figures))
    if (JSON.stringify(linked.checks) === JSON.stringify(report.checks)) continue
    const text = `${JSON.stringify(linked, null, 2)}\n`
    const anew = await keepReportText(store.blobs, text)
    const failed = linked.checks.filter(({ outcome }) => outcome === 'fail').length
    if (await replaceReportBlob(store.db, document, blob, anew, failed)) written++
    settled = false
  }
  return { written, settled }
}

/** An agency's reports of the five years that decide about a year and those beside it. Crowds are left alone. */
async function keptAround(
  store: Store,
  names: readonly string[],
  year: number,
  reports: Map<string, Report | null>,
): Promise<readonly Kept[]> {
  const years = [-2, -1, 0, 1, 2].map((step) => year + step)
  const rows = new Map<string, Row>()
  for (const name of names) {
    for (const row of await reportsOfAgency(store.db, name, years)) rows.set(row.document, row)
  }
  const kept: Kept[] = []
  for (const [of, group] of Map.groupBy(rows.values(), (row) => row.year)) {
    if (group.length > CROWD) continue
    for (const { document, blob } of group) {
      const report = await load(store, blob, reports)
      if (report) kept.push({ document, blob, year: of, report })
    }
  }
  return kept
}

/** A report by the hash of its text; null where the store has lost or damaged it, which must not hold up its neighbours. */
async function load(store: Store, blob: string, reports: Map<string, Report | null>): Promise<Report | null> {
  const known = reports.get(blob)
  if (known !== undefined) return known
  const report = parse(await reportText(store.blobs, blob))
  reports.set(blob, report)
  return report
}

function parse(bytes: Uint8Array | null): Report | null {
  try {
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Report)
  } catch {
    return null
  }
}
