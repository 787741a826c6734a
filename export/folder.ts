import { createHash } from 'node:crypto'
import { readFile, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { STATE_FOLDER } from '../store/folder.ts'
import { makeFolder, outputProblem, syncFolder, writableFolder, writeWhole } from '../store/write-file.ts'
import { sweepLeftovers } from './leftovers.ts'
import type { Exported, ExportFile, FolderFormat, Outgoing, OutgoingReports, Unavailable } from './outgoing.ts'
import { findStray, listedIn } from './strays.ts'

/** Reports whose bytes are only handed on that are written at once: each waits for the disk. */
const AT_ONCE = 16

export type FolderOptions = {
  /** Replaces files that are there and differ, whatever they are. */
  readonly force?: boolean
  /** Ends the run between two reports. */
  readonly signal?: AbortSignal
  /** What the file is called, of one report in a format that gives each a file; nothing else is made in the folder then. */
  readonly as?: string
}

/**
 * Writes the files of reports into a folder, whole files only; those that are there already stay as they are. A file
 * that differs is left alone, unless the format may replace it. A problem alone where the folder cannot be made.
 */
export async function* exportFolder(
  reports: OutgoingReports,
  format: FolderFormat,
  folder: string,
  { force = false, signal, as }: FolderOptions = {},
): AsyncGenerator<Exported, Problem | null> {
  const workshop = as === undefined ? join(folder, STATE_FOLDER) : folder
  const isOurs = (await stat(folder).catch(() => null)) === null
  const unwritable = await writableFolder(folder, '--out')
  if (unwritable) return unwritable
  if (workshop !== folder) await sweepLeftovers(workshop, (name) => /\.(\d+)\.tmp$/.exec(name))
  const place = { folder, workshop, force, as, mayReplace: force ? () => true : format.mayReplace }
  for await (const some of inGroups(reports, format.asKept ? AT_ONCE : 1)) {
    const results = await Promise.all(some.map((one) => writeReport(one, format, place)))
    const first = results.findIndex(isFull)
    // One line says that the disk is full; those that were written beside it count.
    yield* results.filter((result, index) => index === first || !isFull(result))
    if (first >= 0 || signal?.aborted) break
  }
  await syncFolder(folder)
  // Goes only where nothing was written.
  if (isOurs) await rmdir(folder).catch(() => {})
  return null
}

type Place = {
  readonly folder: string
  readonly workshop: string
  readonly mayReplace: ((there: Uint8Array) => boolean) | undefined
  readonly force: boolean
  readonly as: string | undefined
}

function isFull(result: Exported): boolean {
  return result.kind === 'problem' && result.problem.code === 'output-disk-full'
}

async function writeReport(one: Outgoing | Unavailable, format: FolderFormat, place: Place): Promise<Exported> {
  const { name } = one
  if ('problem' in one) return { name, kind: 'problem', problem: one.problem }
  let kind: 'written' | 'unchanged' = 'unchanged'
  const inner = new Set<string>()
  const written = new Set<string>()
  const original = one.report.source?.sha256
  const closed = format.closed?.(one)
  const before = closed && (await listedIn(join(place.folder, closed.manifest)))
  for await (const file of format.files(one)) {
    const named = 'code' in file || place.as === undefined ? file : { ...file, path: place.as }
    const result = 'code' in named ? named : await writeFile(named, { ...place, original }, inner)
    if ('path' in file) written.add(file.path)
    if (typeof result !== 'string') return { name, kind: 'problem', problem: result }
    if (result === 'written') kind = 'written'
  }
  for (const folder of inner) await syncFolder(folder)
  const stray = closed && (await findStray({ ...closed, root: place.folder, written, before, remove: place.force }))
  return stray ? { name, kind: 'problem', problem: stray } : { name, kind }
}

/** `inner`: folders within the folder that hold files of this report; `original`: the hash of the file it was made from. */
async function writeFile(
  file: ExportFile,
  place: Place & { readonly original: string | undefined },
  inner: Set<string>,
): Promise<'written' | 'unchanged' | Problem> {
  const path = join(place.folder, ...file.path.split('/'))
  try {
    if (file.path.includes('/') && !inner.has(dirname(path))) {
      await makeFolder(dirname(path))
      inner.add(dirname(path))
    }
    const there = await readFile(path).catch(nullIfMissing)
    if (there?.equals(file.bytes)) return 'unchanged'
    if (there && !place.mayReplace?.(there)) return keptProblem(path, place.mayReplace !== undefined)
    if (there && place.original === createHash('sha256').update(there).digest('hex')) return originalProblem(path)
    await writeInWorkshop(path, file.bytes, place.workshop)
    return 'written'
  } catch (error) {
    return outputProblem(error, path)
  }
}

/** Makes the workshop when it is needed: a run that has nothing to write leaves none. */
async function writeInWorkshop(path: string, bytes: Uint8Array, workshop: string): Promise<void> {
  try {
    await writeWhole(path, bytes, workshop)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await makeFolder(workshop)
    await writeWhole(path, bytes, workshop)
  }
}

function originalProblem(path: string): Problem {
  return { code: 'output-failed', message: `${path} is one of the inputs and is left as it is; choose another --out` }
}

function keptProblem(path: string, foreign: boolean): Problem {
  const message = foreign
    ? `${path} is there and is no report; move it away`
    : `${path} is there and is another; --force replaces it`
  return { code: 'output-failed', message }
}

async function* inGroups<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let group: T[] = []
  for await (const one of all) {
    group.push(one)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
