import type { Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Problem } from '../schemas/problem.ts'

/**
 * Why the file that stands at `path` is not to be replaced by something else: what is written is made from it, or it is
 * a report. Null where it may be, where there is none,
 * and where it cannot be looked into.
 */
export async function keptFile(
  path: string,
  there: Stats | null,
  { inputs = [], reportLines = false }: KeptFileOptions,
): Promise<Problem | null> {
  if (!there) return null
  for (const input of inputs) {
    const stats = await stat(input).catch(() => null)
    if (stats && stats.dev === there.dev && stats.ino === there.ino) return kept(path, 'is one of the inputs')
  }
  const start = await startOf(path)
  if (!REPORT.test(start) || (reportLines && LINES.test(start) && !path.endsWith('.json'))) return null
  return kept(path, 'holds reports')
}

export type KeptFileOptions = {
  /** Paths of files that what is written is made from: none of them is replaced. */
  readonly inputs?: Iterable<string>
  /** What is written are lines of reports, which may take the place of such lines. */
  readonly reportLines?: boolean
}

/** How a report begins, whatever its version, and how one on a line of its own does. */
const REPORT = /^\s*\{\s*"format"\s*:\s*"nianbao\/report@/
const LINES = /^\{"format":"nianbao\/report@/

function kept(path: string, what: string): Problem {
  return { code: 'output-failed', message: `${path} ${what} and is left as it is; write to another file` }
}

async function startOf(path: string): Promise<string> {
  const handle = await open(path, 'r').catch(() => null)
  if (!handle) return ''
  try {
    const head = Buffer.alloc(128)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return head.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
