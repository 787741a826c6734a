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

/** The carried figures of all reports in the store, one report in memory at a time. */
export async function storedFigures(store: Store): Promise<StoredFigures> {
  const figures: (CarryFigures & { document: string })[] = []
  const leftOut: { name: string; why: string }[] = []
  for (let after: string | undefined; ; ) {
    const rows = await reportsIn(store.db, { limit: AT_ONCE, ...(after === undefined ? {} : { after }) })
    for (const { document, name, blob } of rows) {
      const bytes = await reportText(store.blobs, blob)
      const told = figuresIn(bytes)
      if ('leftOut' in told) leftOut.push({ name, why: told.leftOut })
      else figures.push({ ...told, document })
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
