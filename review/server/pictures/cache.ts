import type { NoResult, Picture } from '../../../workers/readers/tasks.ts'

/** Bytes of pictures that are kept in memory: a hundred pages or so, what a few reviewers look at and fetch ahead. */
const ROOM = 64 * 1024 ** 2

export type PictureCache = {
  /** The picture of that key, made where it is not kept; several who ask at once share the making. */
  of(key: string, make: () => Promise<Picture | NoResult>): Promise<Picture | NoResult>
}

/** Keeps the pictures that were asked for last. What could not be made is tried again when it is asked for again. */
export function createPictureCache(room = ROOM): PictureCache {
  const kept = new Map<string, Picture>()
  const making = new Map<string, Promise<Picture | NoResult>>()
  let size = 0

  const keep = (key: string, picture: Picture) => {
    kept.set(key, picture)
    size += picture.webp.length
    for (const [oldest, { webp }] of kept) {
      if (size <= room) break
      kept.delete(oldest)
      size -= webp.length
    }
  }
  return {
    async of(key, make) {
      const known = kept.get(key)
      if (known) {
        kept.delete(key)
        kept.set(key, known) // now the youngest
        return known
      }
      const under = making.get(key)
      if (under) return under
      const made = make().finally(() => making.delete(key))
      making.set(key, made)
      const picture = await made
      if (picture.kind === 'picture') keep(key, picture)
      return picture
    },
  }
}
