import type { Problem } from '../../schemas/problem.ts'
import { oneLine } from './failures.ts'

/**
 * What pdf.js said while some work ran, also where that throws: it is added to `warnings`. It speaks through the console
 * only, so the console is borrowed meanwhile.
 */
export async function listen<T>(
  work: () => Promise<T>,
  warnings: string[] = [],
): Promise<{ readonly result: T; readonly warnings: readonly string[] }> {
  const { warn, log, info } = console
  const take =
    (speak: typeof console.warn) =>
    (...args: unknown[]) => {
      const said = String(args[0])
      const [, level, message] = /^(Warning|Info|Deprecated API usage): (.*)$/s.exec(said) ?? []
      if (message === undefined) speak(...args)
      else if (level === 'Warning' || TELLING_INFOS.some((t) => t.test(message))) warnings.push(message)
    }
  console.warn = take(warn)
  console.log = take(log)
  console.info = take(info)
  try {
    return { result: await work(), warnings }
  } finally {
    console.warn = warn
    console.log = log
    console.info = info
  }
}

/** A page's problems by what was said while it was read: those that cost the most first, at most `most`, each once. */
export function warningProblems(warnings: readonly string[], page: number, most = 5): Problem[] {
  const rank = (code: Code) => RANKS.indexOf(code)
  const told = [...new Set(warnings)].flatMap((warning) => {
    const code = codeOf(warning)
    return code ? [{ code, page, message: `page ${page} ${WORDS[code]} (${oneLine(bare(warning))})` }] : []
  })
  return told.sort((a, b) => rank(a.code) - rank(b.code)).slice(0, most)
}

/** The warnings about fonts, which are loaded once and tell only then what they lack. */
export function fontWarnings(warnings: readonly string[]): string[] {
  return warnings.filter((warning) => FONT_DAMAGED.test(warning))
}

/** From grave to harmless, with what each means for the page. */
const WORDS = {
  'page-damaged': 'is damaged; what was read of it may be wrong or in part',
  'page-not-read': 'shows a picture that could not be decoded; text in it was not read',
  'page-decoder-warning': 'was read, though its decoder complained',
} as const
type Code = keyof typeof WORDS
const RANKS = Object.keys(WORDS) as readonly Code[]

/** The words of an error without its class, which means nothing to a reader of reports. */
function bare(warning: string): string {
  return warning.replace(/\b[A-Za-z0-9]*(?:Error|Exception): /g, '')
}

function codeOf(warning: string): Code | null {
  if (FONT_DAMAGED.test(warning) || CONTENT_DAMAGED.test(warning)) return 'page-damaged'
  if (PICTURE_LOST.test(warning)) return 'page-not-read'
  return HARMLESS.some((h) => h.test(warning)) ? null : 'page-decoder-warning'
}

/** The page gives no size of its own that makes sense, and pdf.js took another. */
export function sizeInvalid(warnings: readonly string[]): boolean {
  return warnings.some((w) => /invalid,? \/(MediaBox|CropBox)|empty \/CropBox and \/MediaBox/i.test(w))
}

/** Said while opening when the file's own index was unusable and its objects were searched for one by one. */
export function wasRebuilt(warnings: readonly string[]): boolean {
  return warnings.some((w) =>
    /Indexing all PDF objects|checkLastPage|Skipping invalid first page|\(while reading XRef\)|XRef.*(corrupt|bad)/i.test(
      w,
    ),
  )
}

// Content broke off or was left out: marks are missing, or stand for others.
const CONTENT_DAMAGED = anyOf(
  /ignoring (errors|XObject|operator|sub-stream|beginMarkedContentProps)/,
  /Unknown command|Skipping command|Unterminated (hex )?string|getHexString|Name token is longer/,
  /flate stream|Invalid stream|Filter ".*" is (not supported|missing)|XRef ?[Ee]ntry/,
)

// A font or its character map is not what it was: text is missing, or not what the page shows.
const FONT_DAMAGED = anyOf(
  /loadFont|translateFont|font loading|Font ".*" is not available|ensureStateFont|FontFallback/,
  /cMap data|CMap name|ignoring (ToUnicode|CIDToGIDMap)|Type3 (font resource|character)|getPathGenerator|charToGlyph/,
)

// A picture that the page shows could not be drawn, and with it whatever text it holds.
const PICTURE_LOST =
  /Unable to decode image|isn't ready|exceeded maximum|Image dimensions are missing|rest of the image data|"?EI"? marker/

// Notes that pdf.js thinks nothing of, but that mean content was cut short: a broken compressed stream ends where it breaks.
const TELLING_INFOS: readonly RegExp[] = [/flate stream/i, /while reading XRef/i, /searching for endstream/i]

const HARMLESS: readonly RegExp[] = [
  // TrueType hinting programs: how a glyph is fitted to the pixel raster, not which glyph it is.
  /^TT: /,
  // A font without a usable hinting, naming or metrics table is repaired; its outlines and codes are untouched.
  /table \(.*\) (is missing|missing)|Invalid (post|hmtx|head|OS\/2|name|vhea|cvt)|fpgm|cvt.table|glyf_table|loca table/i,
  /^Font: .*(hinting|cvt|maxp)/i,
  // Form fields and scripts: we read what is printed.
  /XFA|AcroForm|JavaScript|annotation/i,
  // Metadata, outlines, page labels, structure trees: not the page's content.
  /metadata|outline|page ?label|struct ?tree/i,
  // Colour profiles: a shade off is still ink.
  /ICC|colou?r ?space|Separation|OutputIntent/i,
  // Standard fonts and character maps come from the package.
  /fetchStandardFontData|Cannot load system font/i,
]

function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'))
}
