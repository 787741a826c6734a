import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** No write takes this long; an unfinished file untouched for longer was left by a writer that was killed. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000

/** Removes what killed writers left in a workshop. Others may be writing and sweeping there at the same time. */
export async function sweepLeftovers(workshop: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(workshop)) {
    if (!name.endsWith('.tmp')) continue
    const path = join(workshop, name)
    const stats = await stat(path).catch(() => null)
    if (stats && now - stats.mtimeMs > ABANDONED_AFTER_MS) await unlink(path).catch(() => {})
  }
}
