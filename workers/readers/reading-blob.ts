import { PageReading } from '../../schemas/page.ts'
import { pack, unpack } from '../../store/packed.ts'

/** A page's reading as it is kept: gzipped JSON, the same bytes for the same reading. */
export function packReading(reading: PageReading): Uint8Array {
  return pack(JSON.stringify(reading))
}

/** What packReading packed; null where the bytes are torn or something else. */
export function unpackReading(bytes: Uint8Array): PageReading | null {
  const text = unpack(bytes)
  if (!text) return null
  try {
    const reading: unknown = JSON.parse(new TextDecoder().decode(text))
    // As it was packed, not as the schema copies it: members keep their order.
    return PageReading.safeParse(reading).success ? (reading as PageReading) : null
  } catch {
    return null
  }
}
