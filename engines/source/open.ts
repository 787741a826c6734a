import type { Problem } from '../../schemas/problem.ts'
import type { OpenedDocument, OpenOptions } from './document.ts'
import { identify } from './identify.ts'
import { emptyProblem } from './load.ts'
import { foreign, openTextDocument, textKind } from './open-text.ts'

/**
 * Opens an input by its content: PDF through pdf.js, text dumps through the text reader, images and pages without text
 * from their pixels. `name` only words a refusal. What cannot be opened is a problem.
 */
export async function openDocument(
  bytes: Uint8Array,
  name: string,
  options: OpenOptions = {},
): Promise<OpenedDocument | Problem> {
  if (bytes.length === 0) return emptyProblem('is empty (0 bytes)')
  const source = identify(bytes)
  if (source.type === 'pdf') return (await import('./open-pdf.ts')).openPdfDocument(bytes, options) // pdf.js loads slowly
  if (/\.pdf$/i.test(name)) return notAPdf(source.type === 'text' ? textKind(bytes) : source.what)
  if (source.type === 'image') return (await import('./open-image.ts')).openImageDocument(bytes, options)
  if (source.type === 'foreign') return foreign(source.what, source.picture)
  return openTextDocument(bytes)
}

function notAPdf(what: string): Problem {
  const advice = what === 'plain text' ? 'rename it to .txt to read it as a text dump' : 'fetch or export the PDF again'
  return { code: 'not-a-pdf', message: `is named .pdf but holds ${what}; ${advice}` }
}
