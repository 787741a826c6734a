import {
  type Aliases,
  type AliasFault,
  type AliasPair,
  agencyOf,
  resolveAliases,
} from '../../pipeline/years/aliases.ts'
import { type CarryFigures, carryFigures, type LeftOut } from '../../pipeline/years/figures.ts'
import type { Report } from '../../schemas/report.ts'
import { listAliases } from '../../store/aliases.ts'
import type { Store } from '../../store/open.ts'
import { reportText } from '../../store/report-text.ts'
import { reportsIn } from '../../store/reports.ts'
import { linkYears } from '../../workers/steps/link-years.ts'

/** What the store's reports tell of carried requests, and why some take no part. */
export type StoredFigures = {
  readonly figures: readonly (CarryFigures & { readonly document: string })[]
  readonly leftOut: readonly { readonly name: string; readonly why: string }[]
}

const AT_ONCE = 500
/** Reports that are fetched at once, for the disk's sake. */
const AHEAD = 8

/**
 * The carried figures of all reports in the store. Each is opened once, a handful in memory at a time; of each some 3 KB
 * of figures stay. `onReport` hears of every one.
 */
export async function storedFigures(store: Store, onReport: () => void): Promise<StoredFigures> {
  const figures: (CarryFigures & { document: string })[] = []
  const leftOut: { name: string; why: string }[] = []
  for (let after: string | undefined; ; ) {
    const rows = await reportsIn(store.db, { limit: AT_ONCE, ...(after === undefined ? {} : { after }) })
    for (let start = 0; start < rows.length; start += AHEAD) {
      const some = rows.slice(start, start + AHEAD)
      const told = await Promise.all(some.map(async ({ blob }) => figuresIn(await reportText(store.blobs, blob))))
      for (const [index, { document, name }] of some.entries()) {
        const one = told[index]!
        if ('leftOut' in one) leftOut.push({ name, why: one.leftOut })
        else figures.push({ ...one, document })
        onReport()
      }
    }
    after = rows.at(-1)?.document
    if (rows.length < AT_ONCE) return { figures, leftOut }
  }
}

function figuresIn(bytes: Uint8Array | null): CarryFigures | LeftOut {
  if (!bytes) return { leftOut: 'its report is no longer in the store' }
  try {
    return carryFigures(JSON.parse(new TextDecoder().decode(bytes)) as Report)
  } catch {
    return { leftOut: 'its report in the store is damaged' }
  }
}

/** The store's aliases with others added, which win; a fault where they do not go together. */
export async function aliasesWith(store: Store, added: readonly AliasPair[]): Promise<Aliases | AliasFault> {
  return resolveAliases([
    ...new Map([...(await listAliases(store.db)), ...added].map((pair) => [pair.alias, pair])).values(),
  ])
}

/**
 * Compares anew the reports of all agencies whose names these aliases join or part; `before` are the aliases as they
 * were, the store has the new ones.
 */
export async function relink(
  store: Store,
  added: readonly AliasPair[],
  before: Aliases,
  after: Aliases,
  figures: StoredFigures['figures'],
): Promise<void> {
  const maps = [before, after]
  const concerned = new Set(
    added.flatMap(({ alias, agency }) => maps.flatMap((map) => [agencyOf(alias, map), agencyOf(agency, map)])),
  )
  for (const { agency, document } of figures) {
    if (maps.some((map) => concerned.has(agencyOf(agency, map)))) await linkYears(store, document)
  }
}
