/**
 * Bytes by their content's sha256 (64 hex digits): sources, page readings, reports. What is there never changes, and is
 * whole. Failures of the place itself are thrown as they come (`code` ENOSPC where it is full, EACCES …); a hash that
 * is none is a defect and throws too.
 */
export type Blobs = {
  /** Keeps the bytes, for good once it resolves, and returns their hash. The same bytes again, also at the same time from several processes, cost one look. */
  put(bytes: Uint8Array): Promise<string>
  has(hash: string): Promise<boolean>
  /** The bytes, or null where there are none of that hash. They are not hashed again; see `verifyBlob`. */
  get(hash: string): Promise<Uint8Array | null>
  /** The bytes as a file on this machine, to be read only, or null where there are none of that hash. */
  fileOf(hash: string): Promise<string | null>
  /**
   * Those that nobody has put since `before` (milliseconds since 1970, at least STILL_YOUNG_MS ago), in no order, with
   * their sizes in bytes.
   */
  old(before: number): AsyncIterable<{ readonly hash: string; readonly size: number }>
  /** Takes bytes away for good, unless somebody put them since `before`, whoever puts them meanwhile. Whether it did. */
  remove(hash: string, before: number): Promise<boolean>
}

/** Putting what is there says that it is wanted at most so seldom, in milliseconds. */
export const STILL_YOUNG_MS = 60 * 60 * 1000
