import type { Blobs } from './blobs/port.ts'
import { pack, unpack } from './packed.ts'

// A report's text has 170 KB and packs to a fifteenth: years of filings are a matter of gigabytes either way.

/** Keeps a report's text, byte for byte what `extract` writes, and gives the hash it is found under. */
export function keepReportText(blobs: Blobs, text: string): Promise<string> {
  return blobs.put(pack(text))
}

/** A report's text as UTF-8 bytes; null where the store has lost or damaged it. */
export async function reportText(blobs: Blobs, hash: string): Promise<Uint8Array | null> {
  const bytes = await blobs.get(hash)
  return bytes && unpack(bytes)
}
