/** What pdf.js said while some work ran. It speaks through the console only, so the console is borrowed meanwhile. */
export async function listen<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly warnings: readonly string[] }> {
  const warnings: string[] = []
  const { warn, log } = console
  const take =
    (speak: typeof console.warn) =>
    (...args: unknown[]) => {
      const said = String(args[0])
      if (/^(Warning|Info|Deprecated API usage): /.test(said)) warnings.push(said.replace(/^\w+( \w+)*: /, ''))
      else speak(...args)
    }
  console.warn = take(warn)
  console.log = take(log)
  try {
    return { result: await work(), warnings }
  } finally {
    console.warn = warn
    console.log = log
  }
}

/** The warnings that mean something on the page may be wrong or missing, each once, at most `most` of them. */
export function tellingWarnings(warnings: readonly string[], most = 5): string[] {
  return [...new Set(warnings.filter((w) => !HARMLESS.some((h) => h.test(w))))].slice(0, most)
}

/** Said while opening when the file's own index was unusable and its objects were searched for one by one. */
export function wasRebuilt(warnings: readonly string[]): boolean {
  return warnings.some((w) => /Indexing all PDF objects|\(while reading XRef\)|XRef.*(corrupt|bad)/i.test(w))
}

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
