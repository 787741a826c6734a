import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from '../store/running.ts'

/** Milliseconds that a file which somebody writes does not stay untouched; machines that share a folder do not know each other's processes. */
const STILL_MS = 3_600_000

/** Removes unfinished files that killed runs left in a folder. `writer` tells of a name the process it belongs to, if it is one of theirs. */
export async function sweepLeftovers(
  folder: string,
  writer: (name: string) => RegExpExecArray | null | false,
): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const found = writer(name)
    if (!found || isRunning(Number(found[1]))) continue
    const path = join(folder, name)
    const stats = await stat(path).catch(() => null)
    if (stats?.isFile() && Date.now() - stats.mtimeMs > STILL_MS) await unlink(path).catch(() => {})
  }
}
