import { gunzipSync, gzipSync } from 'node:zlib'
import { PageReading } from '../../schemas/page.ts'

/** Where a gzip header names the system that made it (RFC 1952), and the number for "unknown". */
const SYSTEM_AT = 9
const UNKNOWN_SYSTEM = 255

/** A page's reading as it is kept: gzipped JSON, the same bytes for the same reading. */
export function packReading(reading: PageReading): Uint8Array {
  const bytes = gzipSync(JSON.stringify(reading), { level: 6 })
  bytes[SYSTEM_AT] = UNKNOWN_SYSTEM
  return bytes
}

/** What packReading packed; null where the bytes are torn or something else. */
export function unpackReading(bytes: Uint8Array): PageReading | null {
  try {
    const reading: unknown = JSON.parse(gunzipSync(bytes).toString('utf8'))
    // As it was packed, not as the schema copies it: members keep their order.
    return PageReading.safeParse(reading).success ? (reading as PageReading) : null
  } catch {
    return null
  }
}
