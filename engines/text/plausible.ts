const PINYIN = 'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü'

/**
 * How much a decoded text looks like Chinese, 0 … 1: of its characters outside ASCII and pinyin, the share that is common Chinese
 * (characters and punctuation). 1 where there are none, for plain ASCII decodes the same way everywhere.
 */
export function plausibility(text: string): number {
  let counted = 0
  let common = 0
  for (const character of text) {
    if (character < '\u0080' || PINYIN.includes(character)) continue
    counted++
    if (isPunctuation(character) || commonCharacters().has(character)) common++
  }
  return counted === 0 ? 1 : common / counted
}

/** CJK punctuation, full-width forms, general punctuation, circled and Roman numerals, box drawing, no-break space. */
function isPunctuation(character: string): boolean {
  return /[\u3000-\u303f\uff01-\uff5e\uffe5\u2010-\u203b\u2103\u2160-\u217b\u2460-\u24ff\u2500-\u257f\u25a0-\u25ff\u00a0\u00b7\u00d7\ufeff]/.test(
    character,
  )
}

let cached: ReadonlySet<string> | undefined

/** The 3,755 characters of GB 2312 level 1 and the 5,401 of Big5 level 1, taken from the decoders' own tables. */
function commonCharacters(): ReadonlySet<string> {
  cached ??= new Set([...block('gb2312', 0xb0, 0xd7), ...block('big5', 0xa4, 0xc6)])
  return cached
}

function block(encoding: string, first: number, last: number): string {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail)
    if (encoding === 'big5') for (let trail = 0x40; trail <= 0x7e; trail++) bytes.push(lead, trail)
  }
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes)).replaceAll('\uFFFD', '')
}
