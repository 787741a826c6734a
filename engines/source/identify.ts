/** What the first bytes say a file is; `what` names it for people where this version does not read it. */
export type SourceType =
  | { readonly type: 'pdf' }
  | { readonly type: 'image'; readonly what: string }
  | { readonly type: 'foreign'; readonly what: string; readonly picture: boolean }
  | { readonly type: 'text' }

/** How far into a file the header of a PDF may stand; readers of the format agree on this figure. */
const PDF_HEADER_WITHIN = 1024

const IMAGES: readonly (readonly [magic: string, what: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['II+\0', 'TIFF'],
  ['MM\0+', 'TIFF'],
]

const FOREIGN: readonly (readonly [magic: string, what: string])[] = [
  ['PK\x03\x04', 'a ZIP, OFD or Office document (.docx, .xlsx, .ofd)'],
  ['PK\x05\x06', 'an empty ZIP archive'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office document (.doc, .xls, .wps)'],
  ['{\\rtf', 'an RTF document'],
  ['%!PS', 'a PostScript file'],
  ['AT&TFORM', 'a DjVu file'],
  ['\x1f\x8b', 'a gzip archive'],
  ['Rar!', 'a RAR archive'],
  ["7z\xbc\xaf'\x1c", 'a 7-Zip archive'],
  ['\x7fELF', 'a program'],
  ['MZ\x90\0', 'a program'],
  ['SQLite format 3\0', 'an SQLite database'],
]

/** Pictures that are not read: what stands at which byte. */
const PICTURES: readonly (readonly [what: string, ...magic: (readonly [at: number, bytes: string])[]])[] = [
  ['a GIF image', [0, 'GIF8']],
  ['a BMP image', [0, 'BM'], [6, '\0\0\0\0']],
  ['a HEIC photo', [4, 'ftyphei']],
  ['a HEIC photo', [4, 'ftyphev']],
  ['a HEIC photo', [4, 'ftypmif1']],
  ['an AVIF image', [4, 'ftypavi']],
  ['a JPEG 2000 image', [0, '\0\0\0\x0cjP  ']],
]

/** Tells what a file is by its content, never by its name. Everything without a known signature may be text. */
export function identify(bytes: Uint8Array): SourceType {
  const head = latin1(bytes.subarray(0, PDF_HEADER_WITHIN))
  if (/^\s*%PDF-/.test(head) || /%PDF-\d/.test(head)) return { type: 'pdf' }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { type: 'image', what: 'WebP' }
  const image = IMAGES.find(([magic]) => head.startsWith(magic))
  if (image) return { type: 'image', what: image[1] }
  const foreign = FOREIGN.find(([magic]) => head.startsWith(magic))
  if (foreign) return { type: 'foreign', what: foreign[1], picture: false }
  const picture = PICTURES.find(([, ...magic]) => magic.every(([at, bytes]) => head.startsWith(bytes, at)))
  return picture ? { type: 'foreign', what: picture[0], picture: true } : { type: 'text' }
}

/** Names text that is really markup or data, which must not be read as if its tags were prose; null for prose. */
export function identifyMarkup(text: string): string | null {
  const head = text
    .slice(0, 512)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^<(!doctype html|html|head|body)\b/i.test(head)) return 'a web page (HTML)'
  if (/^<\?xml|^<!doctype|^<svg\b/i.test(head)) return 'an XML file'
  if (/^[{[]/.test(head) && isJson(text)) return 'a JSON file'
  return null
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
