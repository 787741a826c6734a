/**
 * An entry's name as a zip holds it, in UTF-8. Throws a RangeError for one that unpacking might put outside of the folder it
 * is told, or that no system takes: absolute paths, `..`, backslashes, drive letters, control characters.
 */
export function entryName(path: string): Buffer {
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw unsafe(path)
  if (/[\\\p{Cc}]/u.test(path) || /^[a-z]:/i.test(path) || !path.isWellFormed()) throw unsafe(path)
  const bytes = Buffer.from(path, 'utf8')
  if (bytes.length > LONGEST) throw unsafe(path)
  return bytes
}

/** Bytes: a zip counts them in 16 bits. */
const LONGEST = 0xffff

function unsafe(path: string): RangeError {
  return new RangeError(`not a safe name for an entry: ${JSON.stringify(path).slice(0, 200)}`)
}
