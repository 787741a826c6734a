import { gunzipSync, gzipSync } from 'node:zlib'

/** Where a gzip header names the system that made it (RFC 1952), and the number for "unknown". */
const SYSTEM_AT = 9
const UNKNOWN_SYSTEM = 255

/** Text gzipped, the same bytes for the same text on every system. */
export function pack(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 6 })
  bytes[SYSTEM_AT] = UNKNOWN_SYSTEM
  return bytes
}

/** The UTF-8 bytes that were packed; null where these are torn or something else. */
export function unpack(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes)
  } catch {
    return null
  }
}
