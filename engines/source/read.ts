import { readText } from '../../pipeline/read/text.ts'
import type { Problem } from '../../schemas/problem.ts'
import { decodeText } from '../text/decode.ts'
import type { DocumentReading, ReadOptions } from './document.ts'
import { identify, identifyMarkup } from './identify.ts'
import { emptyProblem } from './load.ts'
import { textExcess } from './text-excess.ts'

/**
 * Bytes to page readings, by content: PDF through pdf.js, text dumps through the text reader, images and pages
 * without text from their pixels. `name` only words a refusal. A page that fails is a problem of that page; the others are read all the same.
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<DocumentReading | Problem> {
  if (bytes.length === 0) return emptyProblem('is empty (0 bytes)')
  const source = identify(bytes)
  if (source.type === 'pdf') return (await import('./read-pdf.ts')).readPdf(bytes, options) // pdf.js loads slowly
  if (/\.pdf$/i.test(name)) return notAPdf(source.type === 'text' ? textKind(bytes) : source.what)
  if (source.type === 'image') return (await import('./read-image.ts')).readImage(bytes, options)
  if (source.type === 'foreign') return foreign(source.what, source.picture)
  return readTextBytes(bytes, options)
}

function readTextBytes(bytes: Uint8Array, options: ReadOptions): DocumentReading | Problem {
  const decoded = decodeText(bytes)
  if ('code' in decoded) return decoded
  const { text, problems } = decoded
  if (text.trim() === '') return emptyProblem('holds nothing but white space')
  const markup = identifyMarkup(text)
  if (markup) return foreign(markup)
  const excess = textExcess(text)
  if (excess) return excess
  options.onPage?.(1, 1)
  return { pages: 1, readings: [readText(text)], problems }
}

function textKind(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  return 'code' in decoded ? 'unknown binary data' : (identifyMarkup(decoded.text) ?? 'plain text')
}

function notAPdf(what: string): Problem {
  const advice = what === 'plain text' ? 'rename it to .txt to read it as a text dump' : 'fetch or export the PDF again'
  return { code: 'not-a-pdf', message: `is named .pdf but holds ${what}; ${advice}` }
}

function foreign(what: string, picture = false): Problem {
  const as = picture ? 'PNG, JPEG or PDF' : 'PDF or plain text'
  return { code: 'file-type-unknown', message: `is ${what}; save it as ${as}` }
}
