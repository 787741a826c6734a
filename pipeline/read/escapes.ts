/** A dump's text with what was written out as an escape turned back: tabs as \\t, the tags of an HTML table as &lt;td&gt;. */
export function unescaped(text: string): string {
  const tabs = !text.includes('\t') && (text.match(/\\t/gu)?.length ?? 0) >= LEAST_TABS
  const plain = tabs ? text.replaceAll('\\t', '\t') : text
  if (!/&lt;t(?:able|[rd])\b/iu.test(plain)) return plain
  return plain
    .replace(/&lt;/giu, '<')
    .replace(/&gt;/giu, '>')
    .replace(/&quot;/giu, '"')
}

// One table's; two or three stray ones are somebody's words.
const LEAST_TABS = 20
