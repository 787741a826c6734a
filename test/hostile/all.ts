import type { Hostile } from './case.ts'
import { CUT } from './cut.ts'
import { FOREIGN } from './foreign.ts'
import { MARKUP } from './markup.ts'
import { PDF_CONTENT } from './pdf-content.ts'
import { PDF_EXTRAS } from './pdf-extras.ts'
import { PDF_FONTS } from './pdf-fonts.ts'
import { PDF_INDEX } from './pdf-index.ts'
import { PDF_LOCKED } from './pdf-locked.ts'
import { PDF_PICTURES } from './pdf-pictures.ts'
import { PDF_STREAMS } from './pdf-streams.ts'
import { PDF_TREE } from './pdf-tree.ts'
import { TEXTS } from './texts.ts'

/** Every hostile input, by what it attacks. */
export const HOSTILE: Readonly<Record<string, readonly Hostile[]>> = {
  texts: TEXTS,
  markup: MARKUP,
  'files of other kinds': FOREIGN,
  'damaged samples': CUT,
  'indexes of PDFs': PDF_INDEX,
  'page trees and boxes': PDF_TREE,
  'content streams': PDF_CONTENT,
  'fonts and hidden text': PDF_FONTS,
  'compressed streams': PDF_STREAMS,
  pictures: PDF_PICTURES,
  'locked documents': PDF_LOCKED,
  'scripts, forms and attachments': PDF_EXTRAS,
}
