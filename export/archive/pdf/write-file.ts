import type { PdfObject } from './objects.ts'

/** What the end of a PDF says of it. `entries` are those of the trailer but Size and Prev. */
export type Trailer = { readonly entries: string }

/** The place of the last table of objects in a file that is added to, its kind, and one more than the highest number in use. */
export type Before = { readonly startxref: number; readonly kind: 'table' | 'stream'; readonly size: number }

/** A whole file of objects numbered from 1 without gaps. */
export function writePdf(objects: readonly PdfObject[], trailer: Trailer): Uint8Array {
  const head = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')
  const { parts, places } = layOut(objects, head.length)
  const table = tableOf([[0, 'f', 65535, 0], ...places.map(({ number, at }) => [number, 'n', 0, at] as const)])
  const startxref = lengthOf(parts) + head.length
  const end = `${table}trailer\n<< /Size ${objects.length + 1} ${trailer.entries} >>\nstartxref\n${startxref}\n%%EOF\n`
  return Buffer.concat([head, ...parts, Buffer.from(end, 'latin1')])
}

/**
 * A file with objects added behind its last byte, new ones or other versions of old ones, so that the file as it was is
 * the beginning of what comes out. The table is of the kind that the file already has: readers of old only know one.
 */
export function appendToPdf(
  original: Uint8Array,
  objects: readonly PdfObject[],
  before: Before,
  trailer: Trailer,
): Uint8Array {
  const gap = original.at(-1) === 10 || original.at(-1) === 13 ? '' : '\n'
  const start = Buffer.from(gap, 'latin1')
  const { parts, places } = layOut(objects, original.length + start.length)
  const startxref = original.length + start.length + lengthOf(parts)
  const sorted = [...places].sort((a, b) => a.number - b.number)
  const highest = Math.max(before.size - 1, ...sorted.map(({ number }) => number))
  const end =
    before.kind === 'table'
      ? tableEnd(sorted, highest + 1, before, trailer, startxref)
      : streamEnd([...sorted, { number: highest + 1, generation: 0, at: startxref }], before, trailer, startxref)
  return Buffer.concat([original, start, ...parts, end])
}

type Placed = { readonly number: number; readonly generation: number; readonly at: number }

function layOut(objects: readonly PdfObject[], from: number): { readonly parts: Buffer[]; readonly places: Placed[] } {
  const parts: Buffer[] = []
  const places: Placed[] = []
  let at = from
  for (const { number, body, generation = 0 } of objects) {
    const head = Buffer.from(`${number} ${generation} obj\n`, 'latin1')
    const part = Buffer.concat([head, body, Buffer.from('\nendobj\n', 'latin1')])
    parts.push(part)
    places.push({ number, generation, at })
    at += part.length
  }
  return { parts, places }
}

function tableEnd(
  places: readonly Placed[],
  size: number,
  { startxref: prev }: Before,
  { entries }: Trailer,
  at: number,
): Buffer {
  const table = tableOf(places.map(({ number, generation, at }) => [number, 'n', generation, at] as const))
  const text = `${table}trailer\n<< /Size ${size} ${entries} /Prev ${prev} >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

type Entry = readonly [number: number, kind: 'n' | 'f', generation: number, at: number]

/** PDF 32000-1, 7.5.4: sections of consecutive numbers, 20 bytes an entry. */
function tableOf(entries: readonly Entry[]): string {
  const rows = sections(entries.map(([number]) => number)).map(([first, count], i, all) => {
    const from = all.slice(0, i).reduce((sum, [, n]) => sum + n, 0)
    const lines = entries.slice(from, from + count).map(([, kind, generation, at]) => {
      return `${String(at).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind} \n`
    })
    return `${first} ${count}\n${lines.join('')}`
  })
  return `xref\n${rows.join('')}`
}

/** PDF 32000-1, 7.5.8: the table as a stream, which is the last of the objects that it lists. */
function streamEnd(places: readonly Placed[], { startxref: prev }: Before, { entries }: Trailer, at: number): Buffer {
  const rows = Buffer.alloc(places.length * 11)
  places.forEach(({ generation, at }, i) => {
    rows.writeUInt8(1, i * 11)
    rows.writeBigUInt64BE(BigInt(at), i * 11 + 1)
    rows.writeUInt16BE(generation, i * 11 + 9)
  })
  const { number } = places.at(-1)!
  const index = sections(places.map((place) => place.number))
    .flat()
    .join(' ')
  const dictionary = `/Type /XRef /W [1 8 2] /Index [${index}] /Size ${number + 1} ${entries} /Prev ${prev} /Length ${rows.length}`
  const head = Buffer.from(`${number} 0 obj\n<< ${dictionary} >>\nstream\n`, 'latin1')
  return Buffer.concat([head, rows, Buffer.from(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`, 'latin1')])
}

function sections(numbers: readonly number[]): [first: number, count: number][] {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last && number === last[0] + last[1]) last[1]++
    else found.push([number, 1])
  }
  return found
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}
