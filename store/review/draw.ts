import { createHash } from 'node:crypto'

/** 2^48: as many as six bytes of a hash tell apart. */
const OUTCOMES = 2 ** 48

/**
 * Whether a field of a document falls into a share, 0 … 1, that is drawn for a purpose: by hash, so that asking again gives
 * the same answer everywhere, and a greater share contains the smaller one.
 */
export function isDrawn(purpose: string, document: string, field: string, share: number): boolean {
  const hash = createHash('sha256')
    .update(JSON.stringify([purpose, document, field]))
    .digest()
  return hash.readUIntBE(0, 6) / OUTCOMES < share
}
