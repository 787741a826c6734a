import { hashOf } from './hash.ts'
import type { Blobs } from './port.ts'

/** Whether the bytes kept under a hash are there and still are what it says; false says that the disk lost or changed them. */
export async function verifyBlob(blobs: Blobs, hash: string): Promise<boolean> {
  const bytes = await blobs.get(hash)
  return bytes !== null && hashOf(bytes) === hash
}
