import { createHash } from 'node:crypto'

/** The name of some bytes: their sha256 in 64 hex digits. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Throws unless the text is such a name, so that nothing else ever becomes a path or a key. */
export function checkHash(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError(`not a hash: ${JSON.stringify(hash).slice(0, 80)}`)
  return hash
}
