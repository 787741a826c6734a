// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]|\p{Surrogate}/gu
const LONGEST = 200

/**
 * What an uploaded file is to be called: its own name without the folders that it came with, control characters and
 * changes of direction. It is only ever shown; what is stored is stored under its content's hash.
 */
export function shownName(given: string): string {
  const last = given.split(/[/\\]/).at(-1)!.replace(UNFIT, '_').trim()
  const name = [...last].slice(0, LONGEST).join('')
  return /^\.*$/.test(name) ? 'document' : name
}

/** A header that has browsers save what follows under a name, whatever characters it has (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
