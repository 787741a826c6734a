import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { FORMAT } from '../schemas/report.ts'
import { type Entry, formatManifest, parseManifest } from './manifest.ts'
import { isRunning } from './running.ts'
import { bareStamp } from './stamp.ts'
import { makeFolder, outputProblem, syncFolder, writeWhole } from './write-file.ts'

/** Where a folder of reports keeps what it knows about them, beside the reports themselves. */
export const STATE_FOLDER = '.nianbao'
/** Reports written between two saves of the manifest, so that a killed run loses little of its memory. */
const SAVE_EVERY = 200

/** A folder of reports, with the memory of what each was made from. */
export type ReportFolder = {
  readonly path: string
  readonly entries: ReadonlyMap<string, Entry>
  /** Whether the file is there, whole, as this program wrote it. */
  isIntact(name: string): Promise<boolean>
  /** Writes a report; a problem where that fails or a file stands there that is no report (unless `force`). */
  write(name: string, text: string, entry: Omit<Entry, 'output'>, force: boolean): Promise<Problem | null>
  /** Saves what is remembered, if anything changed. */
  close(): Promise<Problem | null>
}

/**
 * Opens a folder of reports, making it where there is none; a problem where it cannot be written. `option` named it, null
 * where none did.
 */
export async function openReportFolder(path: string, option: string | null = '--out'): Promise<ReportFolder | Problem> {
  const state = join(path, STATE_FOLDER)
  const manifest = join(state, 'manifest.json')
  try {
    await makeFolder(state)
  } catch (error) {
    return outputProblem(error, path, option)
  }
  sweep(state)
  const entries = parseManifest(await readFile(manifest, 'utf8').catch(() => ''))
  let unsaved = 0
  let saving: Promise<void> = Promise.resolve()

  const save = async () => {
    unsaved = 0
    await syncFolder(path)
    await writeWhole(manifest, formatManifest(entries), state)
  }

  return {
    path,
    entries,
    async isIntact(name) {
      const output = entries.get(name)?.output
      const stats = output && (await stat(join(path, name), { bigint: true }).catch(() => null))
      if (!stats?.isFile()) return false
      if (output?.stamp === bareStamp(stats)) return true
      const text = await readFile(join(path, name)).catch(() => null)
      return text !== null && sha256(text) === output?.sha256
    },
    async write(name, text, entry, force) {
      const file = join(path, name)
      try {
        if (!force && !entries.has(name) && (await isForeign(file))) {
          return { code: 'output-failed', message: `${file} is there and is no report; move it away, or use --force` }
        }
        await writeWhole(file, text, state)
        const stamp = bareStamp(await stat(file, { bigint: true }))
        entries.set(name, { ...entry, output: { sha256: sha256(text), stamp } })
        if (++unsaved >= SAVE_EVERY) saving = saving.then(save)
        await saving
        return null
      } catch (error) {
        return outputProblem(error, file, option)
      }
    },
    async close() {
      try {
        await saving
        if (unsaved > 0) await save()
        return null
      } catch (error) {
        return outputProblem(error, manifest, option)
      }
    },
  }
}

/** Whether a file that nobody remembers writing holds something else than a report, whole or torn. */
async function isForeign(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null)
  if (!handle) return false
  try {
    const head = Buffer.alloc(64)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const text = head.toString('utf8', 0, bytesRead).replace(/\s/g, '')
    const start = `{"format":"${FORMAT}"`
    return text !== '' && !text.startsWith(start) && !start.startsWith(text)
  } catch {
    return false
  } finally {
    await handle.close()
  }
}

/** Removes temporary files of runs that are no more. */
function sweep(state: string): void {
  for (const name of readdirSync(state)) {
    const owner = /\.(\d+)\.tmp$/.exec(name)?.[1]
    if (owner && !isRunning(Number(owner))) rmSync(join(state, name), { force: true })
  }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
