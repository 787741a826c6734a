import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { FORMAT } from '../schemas/report.ts'
import { STATE_FOLDER } from '../store/folder.ts'
import { assignNames, type Claimant } from '../store/names.ts'
import type { Store } from '../store/open.ts'
import { originsOf, type SubmittedAs, submittedAs } from '../store/origins.ts'
import type { ReportEntry } from '../store/reports.ts'
import { makeFolder, outputProblem, syncFolder, writeWhole } from '../store/write-file.ts'
import { lostProblem, type ReportFilter, reportBytes, reportsOf } from './reports.ts'

/** What became of a report: `output` is its file's name in the folder. */
export type Exported = { readonly name: string; readonly output: string } & (
  | { readonly kind: 'written' | 'unchanged' }
  | { readonly kind: 'problem'; readonly problem: Problem }
)

/** Reports that are written at once: each waits for the disk. */
const AT_ONCE = 16

/**
 * Writes reports into a folder, byte for byte as the store has them, whole files only, under the names that `extract`
 * gives: of several with one base name the first by origin takes it. Files that are no reports are left alone, reports
 * that are there already too. A problem alone where the folder cannot be made.
 */
export async function* exportFolder(
  store: Store,
  folder: string,
  filter: ReportFilter,
): AsyncGenerator<Exported, Problem | null> {
  const workshop = join(folder, STATE_FOLDER)
  try {
    await makeFolder(workshop)
  } catch (error) {
    return outputProblem(error, folder)
  }
  const entries = await nameAll(store, filter)
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const some = entries.slice(start, start + AT_ONCE)
    const results = await Promise.all(some.map(([entry, output]) => writeOne(store, folder, workshop, entry, output)))
    yield* results
    const full = results.find((result) => result.kind === 'problem' && result.problem.code === 'output-disk-full')
    if (full) break
  }
  await syncFolder(folder)
  return null
}

async function nameAll(store: Store, filter: ReportFilter): Promise<readonly (readonly [ReportEntry, string])[]> {
  const entries: ReportEntry[] = []
  const claimants: Claimant[] = []
  for await (const page of reportsOf(store, filter)) {
    const byDocument = new Map(page.map((entry) => [entry.document, entry]))
    for (const { document, origin, name } of await namesOf(store, filter.batch, page)) {
      entries.push(byDocument.get(document)!)
      // Two contents may have come from one place, one after the other.
      claimants.push({ key: `${origin}\n${name}\n${document}`, name, hash: () => document })
    }
  }
  const names = assignNames(claimants, new Map())
  return entries.map((entry, index) => [entry, names[index]!])
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

async function writeOne(
  store: Store,
  folder: string,
  workshop: string,
  entry: ReportEntry,
  output: string,
): Promise<Exported> {
  const { name } = entry
  const path = join(folder, output)
  const bytes = await reportBytes(store, entry)
  if (!bytes) return { name, output, kind: 'problem', problem: lostProblem(entry) }
  try {
    const there = await readFile(path).catch(nullIfMissing)
    if (there?.equals(bytes)) return { name, output, kind: 'unchanged' }
    if (there && isForeign(there)) {
      const message = `${path} is there and is no report; move it away`
      return { name, output, kind: 'problem', problem: { code: 'output-failed', message } }
    }
    await writeWhole(path, bytes, workshop)
    return { name, output, kind: 'written' }
  } catch (error) {
    return { name, output, kind: 'problem', problem: outputProblem(error, path) }
  }
}

/** Whether a file holds something else than a report, whole or torn. */
function isForeign(content: Buffer): boolean {
  const text = content.toString('utf8', 0, 64).replace(/\s/g, '')
  const start = `{"format":"${FORMAT}"`
  return !text.startsWith(start) && !start.startsWith(text)
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
