/** Pages from … to, 1-based and inclusive; `to` is null where the range runs to the last page. */
export type PageRange = readonly [from: number, to: number | null]

/** "2-5,7,9-" to ranges; null where the text is not such a list. */
export function parsePageRanges(text: string): readonly PageRange[] | null {
  const ranges: PageRange[] = []
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,7})(?:\s*(-)\s*(\d{1,7})?)?\s*$/.exec(part)
    if (!match) return null
    const from = Number(match[1])
    const to = match[2] ? (match[3] ? Number(match[3]) : null) : from
    if (from < 1 || (to !== null && to < from)) return null
    ranges.push([from, to])
  }
  return ranges
}

/** The pages of a document of `count` pages that the ranges take, ascending; `outside` is what they ask for beyond its end. */
export function selectPages(
  ranges: readonly PageRange[],
  count: number,
): { readonly pages: readonly number[]; readonly outside: string } {
  const pages: number[] = []
  for (let page = 1; page <= count; page++) {
    if (ranges.some(([from, to]) => page >= from && (to === null || page <= to))) pages.push(page)
  }
  const outside = ranges.filter(([from, to]) => from > count || (to !== null && to > count))
  return { pages, outside: outside.map(([from, to]) => (from === to ? `${from}` : `${from}-${to ?? ''}`)).join(',') }
}
