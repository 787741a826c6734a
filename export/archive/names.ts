/** What the files of a page are called, in every format and in every bag: one name, told apart by its ending. */
export function pageName(page: number, ending: 'jpg' | 'alto.xml' | 'hocr.html'): string {
  return `page-${String(page).padStart(4, '0')}.${ending}`
}

/**
 * A report's name as that of a file or folder on any system: without what Windows forbids in names or takes for devices,
 * not too long. A name that had to be changed ends with the beginning of its file's hash, so that no two become one.
 */
export function safeStem({ stem, report }: Named): string {
  const safe = stem
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*%\ufffd]/gu, '_')
    .replace(/^\.+|[. ]+$/g, '_')
  const short = [...safe].slice(0, LONGEST).join('')
  const isDevice = DEVICE.test(short)
  if (short === stem && short !== '' && !isDevice) return short
  return `${isDevice ? '_' : ''}${short}-${report.source.sha256.slice(0, 12)}`
}

/** What a report is called, and the hash of the file it was made from. */
type Named = { readonly stem: string; readonly report: { readonly source: { readonly sha256: string } } }

/** Characters, three bytes each in Chinese: names end at 255 bytes. */
const LONGEST = 64

/** Names that Windows keeps for itself, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu
