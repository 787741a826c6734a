/**
 * Whether a PDF is written in the strict form of PDF/A-2 (ISO 19005-2, 6.1.2 to 6.1.9) as far as it can be told without
 * reading its objects: header with four high bytes, one table of objects in rows of 20 bytes, every object on lines of its own,
 * every stream as long as it says, nothing behind the end.
 */
export function keepsForm(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!/^%PDF-1\.[0-7](?:\r\n|\r|\n)%[\x80-\xff]{4}[^\r\n]*[\r\n]/.test(text.slice(0, 64))) return false
  const end = /startxref(?:\r\n|\r|\n)(\d{1,15})(?:\r\n|\r|\n)%%EOF(?:\r\n|\r|\n)?$/.exec(text.slice(-64))
  if (!end || text.indexOf('startxref') !== text.lastIndexOf('startxref')) return false
  const places = placesOf(text, Number(end[1])) ?? [[0, 0, 0]]
  return places.every(([number, generation, at]) => isObject(text, number, generation, at))
}

type Place = readonly [number: number, generation: number, at: number]

/** The objects in use by the file's one table; null where it is not in strict form, or the trailer names another. */
function placesOf(text: string, start: number): readonly Place[] | null {
  const head = /^xref(?:\r\n|\r|\n)0 (\d{1,7})(?:\r\n|\r|\n)/.exec(text.slice(start, start + 32))
  if (!head) return null
  const count = Number(head[1])
  const first = start + head[0].length
  const places: Place[] = []
  for (let number = 0; number < count; number++) {
    const row = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/.exec(
      text.slice(first + number * 20, first + number * 20 + 20),
    )
    if (!row) return null
    if (row[3] === 'n') places.push([number, Number(row[2]), Number(row[1])])
  }
  const trailer = text.slice(first + count * 20)
  return /^trailer\s/.test(trailer) && !/\/(?:Prev|XRefStm|Encrypt)\b/.test(trailer) ? places : null
}

function isObject(text: string, number: number, generation: number, at: number): boolean {
  if (!/[\r\n]/.test(text[at - 1] ?? '')) return false
  const head = new RegExp(`^${number}[ \\t\\r\\n]${generation}[ \\t\\r\\n]obj[\\r\\n]`)
  if (!head.test(text.slice(at, at + 32))) return false
  const stream = text.indexOf('stream', at)
  const plain = text.indexOf('endobj', at)
  if (plain < 0) return false
  if (stream < 0 || plain < stream) return isEnd(text, plain)
  const length = /\/Length (\d{1,10})(?=[\s/>])(?! \d+ R)/.exec(text.slice(at, stream))
  const open = /^stream(?:\r\n|\n)/.exec(text.slice(stream, stream + 8))
  if (!length || !open) return false
  const after = stream + open[0].length + Number(length[1])
  const close = /^(?:\r\n|\r|\n)endstream(?:\r\n|\r|\n)/.exec(text.slice(after, after + 16))
  if (!close) return false
  const endobj = after + close[0].length
  return text.startsWith('endobj', endobj) && isEnd(text, endobj)
}

/** `endobj` on a line of its own. */
function isEnd(text: string, at: number): boolean {
  return /[\r\n]/.test(text[at - 1]!) && /[\r\n]/.test(text[at + 6] ?? '')
}
