/** What pdf.js said while some work ran. It speaks through the console only, so the console is borrowed meanwhile. */
export async function listen<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly warnings: readonly string[] }> {
  const warnings: string[] = []
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

/** The warnings that mean something on the page may be wrong or missing, each once, at most `most` of them. */
export function tellingWarnings(warnings: readonly string[], most = 5): string[] {
  const telling = warnings.filter((w) => GRAVE.test(w) || !HARMLESS.some((h) => h.test(w)))
  return [...new Set(telling)].slice(0, most)
}

/** The page gives no size of its own that makes sense, and pdf.js took another. */
export function sizeInvalid(warnings: readonly string[]): boolean {
  return warnings.some((w) => /invalid,? \/(MediaBox|CropBox)|empty \/CropBox and \/MediaBox/i.test(w))
}

/** Said while opening when the file's own index was unusable and its objects were searched for one by one. */
export function wasRebuilt(warnings: readonly string[]): boolean {
  return warnings.some((w) => /Indexing all PDF objects|\(while reading XRef\)|XRef.*(corrupt|bad)/i.test(w))
}

// Whatever else these mention: something was not drawn.
const GRAVE = /unable to decode|isn't ready|exceeded maximum|ignoring errors|flate stream/i

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
