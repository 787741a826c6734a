import type { Before } from './write-file.ts'

/** Bytes at a file's end in which its last word stands; some programs write a line of their own behind it. */
const TAIL = 2048

/**
 * Where a PDF's last table of objects stands, by what the file's end says; null where no table stands there, as in files
 * that were cut or put together badly.
 */
export function lastTable(bytes: Uint8Array): Omit<Before, 'size'> | null {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL))).toString('latin1')
  const said = [...tail.matchAll(/startxref\s+(\d{1,15})\s+%%EOF/g)].at(-1)
  if (!said) return null
  const startxref = Number(said[1])
  if (startxref >= bytes.length) return null
  const there = Buffer.from(bytes.subarray(startxref, startxref + 256)).toString('latin1')
  if (/^xref\s/.test(there)) return { startxref, kind: 'table' }
  return /^\d+\s+\d+\s+obj\b/.test(there) ? { startxref, kind: 'stream' } : null
}
