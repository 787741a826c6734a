import { deflateSync } from 'node:zlib'

/** An object of a PDF as it stands in the file, between `n 0 obj` and `endobj`. */
export type PdfObject = { readonly number: number; readonly body: Uint8Array; readonly generation?: number }

/** A dictionary or any other object written in PDF's own syntax, of Latin-1 characters. */
export function plain(number: number, text: string, generation?: number): PdfObject {
  return { number, body: Buffer.from(text, 'latin1'), ...(generation ? { generation } : {}) }
}

/** A stream kept as it is; `entries` are those of its dictionary but the length. */
export function rawStream(number: number, entries: string, data: Uint8Array): PdfObject {
  const head = Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`, 'latin1')
  return { number, body: Buffer.concat([head, data, Buffer.from('\nendstream', 'latin1')]) }
}

/** A stream packed with Flate. */
export function packedStream(number: number, entries: string, data: Uint8Array): PdfObject {
  return rawStream(number, `${entries} /Filter /FlateDecode`.trim(), deflateSync(data, { level: 9 }))
}

/** A figure as PDF writes it: no exponent, four decimals at most. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no figure of a PDF: ${value}`)
  const text = value.toFixed(4).replace(/\.?0+$/, '')
  return text === '-0' || text === '' ? '0' : text
}

/** A string as hex digits. */
export function hex(bytes: Uint8Array): string {
  return `<${Buffer.from(bytes).toString('hex')}>`
}
