import table from '../../schemas/traditional.json' with { type: 'json' }

const simplified = new Map([...table.traditional].map((from, i) => [from, [...table.simplified][i] ?? from]))
const GLOSS = /[(（][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]+[)）]/gu
const HAN = /\p{Script=Han}/u

/**
 * The form in which labels are compared: NFKC, traditional characters simplified, pinyin glosses behind a character
 * dropped, then everything dropped but Han characters, letters and digits. Never used for values.
 */
export function canonical(text: string): string {
  if (text === '') return ''
  const known = cache.get(text)
  if (known !== undefined) return known
  const plain = text.normalize('NFKC')
  const bare = HAN.test(plain) ? plain.replace(GLOSS, '') : plain
  let out = ''
  for (const c of bare) {
    if (/[\p{L}\p{N}]/u.test(c)) out += simplified.get(c) ?? c
  }
  out = out
    .replace(/其它/gu, '其他')
    .replace(/[〇○零]/gu, '〇')
    .toLowerCase()
  if (cache.size >= CACHE_SIZE) cache.clear()
  if (text.length <= CACHED_LENGTH) cache.set(text, out)
  return out
}

// Official labels recur in every document; the cache is bounded and cannot change a result.
const CACHE_SIZE = 20_000
const CACHED_LENGTH = 120
const cache = new Map<string, string>()

/** A text without the pinyin that a converter put behind its characters. */
export function dropGlosses(text: string): string {
  return HAN.test(text) ? text.replace(GLOSS, '') : text
}

/** A text in simplified characters and without pinyin glosses, for looking for words in it; never for what it says. */
export function simplify(text: string): string {
  if (!HAN.test(text)) return text
  let out = ''
  for (const c of dropGlosses(text)) out += simplified.get(c) ?? c
  return out
}

/** Whether a text holds at least one Han character. */
export function hasHan(text: string): boolean {
  return HAN.test(text)
}
