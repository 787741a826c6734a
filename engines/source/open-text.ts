import { readText } from '../../pipeline/read/text.ts'
import type { Problem } from '../../schemas/problem.ts'
import { decodeText } from '../text/decode.ts'
import type { OpenedDocument } from './document.ts'
import { identifyMarkup } from './identify.ts'
import { emptyProblem } from './load.ts'
import { textExcess } from './text-excess.ts'

/** Opens a text dump, which has one page. */
export function openTextDocument(bytes: Uint8Array): OpenedDocument | Problem {
  const decoded = decodeText(bytes)
  if ('code' in decoded) return decoded
  const { text, problems } = decoded
  if (text.trim() === '') return emptyProblem('holds nothing but white space')
  const markup = identifyMarkup(text)
  if (markup) return foreign(markup)
  const excess = textExcess(text)
  if (excess) return excess
  return {
    type: 'text',
    pages: 1,
    problems,
    text,
    pagePicture: async (page) => ({
      code: 'page-out-of-range',
      page,
      message: 'a text dump has no pictures of its pages',
    }),
    readPage: async () => readText(text),
    close: async () => {},
  }
}

/** What bytes without a known signature hold, for people. */
export function textKind(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  return 'code' in decoded ? 'unknown binary data' : (identifyMarkup(decoded.text) ?? 'plain text')
}

/** A file of a kind that is not read; `picture` where saving it as a picture helps. */
export function foreign(what: string, picture = false): Problem {
  const as = picture ? 'PNG, JPEG or PDF' : 'PDF or plain text'
  return { code: 'file-type-unknown', message: `is ${what}; save it as ${as}` }
}
