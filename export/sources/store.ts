import type { Problem } from '../../schemas/problem.ts'
import { correctionsOf, toCorrection } from '../../store/corrections.ts'
import type { Store } from '../../store/open.ts'
import { originsOf, type SubmittedAs, submittedAs } from '../../store/origins.ts'
import { reportText } from '../../store/report-text.ts'
import { type ReportEntry, reportsIn } from '../../store/reports.ts'
import type { DocumentState } from '../../store/schema.ts'
import type { Outgoing, Unavailable } from '../outgoing.ts'
import { fitting, type Narrowing } from './narrow.ts'
import { storedOriginal } from './original.ts'
import { parseReport } from './parse.ts'
import { assignStems, type Named } from './stems.ts'

/** Which reports to hand out; what is left out does not narrow. */
export type ReportFilter = Narrowing & {
  readonly batch?: string | undefined
  readonly states: readonly DocumentState[]
}

export type Handing = {
  /** Whether stems are file names for people, for which all names are looked at beforehand; else they are hashes. */
  readonly named: boolean
  /** See `parseReport`. */
  readonly asKept: boolean
}

/** Entries that are held in memory at a time. */
const PAGE = 500
/** Reports that are fetched at once, for the disk's sake. */
const AHEAD = 8

type Place = Pick<ReportEntry, 'document' | 'name' | 'blob'> & { readonly stem: string }

/**
 * The reports of a store in the order of their documents' ids. Where they are to have file names, they get those that
 * `extract` gives: of several with one base name the first by origin takes it; a batch calls each as it was handed in.
 */
export async function* storeReports(
  store: Store,
  filter: ReportFilter,
  { named, asKept }: Handing,
): AsyncGenerator<Outgoing | Unavailable> {
  for await (const group of named ? namedPlaces(store, filter) : places(store, filter)) {
    for (let start = 0; start < group.length; start += AHEAD) {
      const some = group.slice(start, start + AHEAD)
      const texts = await Promise.all(some.map(({ blob }) => reportText(store.blobs, blob)))
      for (const [index, place] of some.entries()) yield outgoing(store, place, texts[index] ?? null, asKept)
    }
  }
}

/** The report of one document, whatever its state. */
export async function documentReport(store: Store, entry: Place, asKept: boolean): Promise<Outgoing | Unavailable> {
  return outgoing(store, entry, await reportText(store.blobs, entry.blob), asKept)
}

function outgoing(
  store: Store,
  { document, name, stem }: Place,
  bytes: Uint8Array | null,
  asKept: boolean,
): Outgoing | Unavailable {
  if (!bytes) return { name, problem: lostProblem(document) }
  const report = parseReport(bytes, asKept)
  if ('code' in report) return { name, problem: report }
  return {
    name,
    stem,
    document,
    report,
    bytes,
    original: () => storedOriginal(store, document),
    corrections: async () => (await correctionsOf(store.db, document)).map(toCorrection),
  }
}

/** A report whose bytes the store has lost, and what to do. */
function lostProblem(document: string): Problem {
  const message = `its report is no longer in the data folder; nianbao reassemble ${document.slice(0, 12)} makes it again`
  return { code: 'file-missing', message }
}

async function* places(store: Store, filter: ReportFilter): AsyncGenerator<readonly Place[]> {
  for await (const page of pages(store, filter)) {
    yield page.map(({ document, name, blob }) => ({ document, name, blob, stem: document }))
  }
}

async function* namedPlaces(store: Store, filter: ReportFilter): AsyncGenerator<readonly Place[]> {
  const stemOf = await assignStems(() => named(store, filter))
  for await (const page of named(store, filter)) {
    yield page.flatMap((one) => {
      const stem = stemOf(one)
      return stem === null ? [] : [{ document: one.document, name: one.name, blob: one.blob, stem }]
    })
  }
}

async function* named(store: Store, filter: ReportFilter): AsyncGenerator<readonly (Named & { blob: string })[]> {
  for await (const page of pages(store, filter)) {
    const blobs = new Map(page.map(({ document, blob }) => [document, blob]))
    const names = await namesOf(store, filter.batch, page)
    yield names.map((one) => ({ ...one, blob: blobs.get(one.document)! }))
  }
}

async function* pages(
  { db }: Store,
  { batch, states, ...narrowing }: ReportFilter,
): AsyncGenerator<readonly ReportEntry[]> {
  for (let after: string | undefined; ; ) {
    const page = await reportsIn(db, { batch, after, limit: PAGE })
    if (page.length === 0) return
    yield fitting(
      db,
      page.filter(({ state }) => states.includes(state)),
      narrowing,
    )
    after = page.at(-1)!.document
  }
}

/** What a batch calls its documents, each by every name it came with; without a batch the name each first had. */
async function namesOf(
  { db }: Store,
  batch: string | undefined,
  page: readonly ReportEntry[],
): Promise<readonly SubmittedAs[]> {
  const ids = page.map(({ document }) => document)
  if (batch !== undefined) return submittedAs(db, batch, ids)
  const origins = await originsOf(db, ids)
  return page.map(({ document, name }) => ({ document, name, origin: origins.get(document) ?? '' }))
}
