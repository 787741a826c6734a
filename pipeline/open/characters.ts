/**
 * A character as the text layer gives it → as we keep it: CJK radicals and compatibility ideographs as the ordinary
 * ideographs they show ("⼆" → "二"), Latin ligatures as their letters, every space as one kind, invisible marks gone.
 * Full-width digits and the like stay as printed.
 */
export function cleanText(text: string): string {
  let plain = text
  if (RADICAL.test(plain)) plain = plain.replace(RADICALS, (c) => RADICAL_FORMS.get(c) ?? c.normalize('NFKC'))
  if (LIGATURE.test(plain)) plain = plain.replace(LIGATURES, (c) => c.normalize('NFKC'))
  // A soft hyphen in a page's text is a printed one.
  return plain.replaceAll('\u00AD', '-').replace(INVISIBLE, '').replace(SPACES, ' ')
}

/** Characters that no text shows: a text layer full of them has lost its character map. */
export function isGarbage(text: string): boolean {
  return GARBAGE.test(text)
}

/** A bullet, tick or arrow of a symbol font (Wingdings and its like): ink without a character of its own. */
export function isSymbol(text: string): boolean {
  return SYMBOLS.test(text)
}

/** Ideographs, kana, and the punctuation and forms set between them. */
export function isCjk(char: string): boolean {
  return CJK.test(char)
}

const RADICAL = /[\u2E80-\u2EFF\u2F00-\u2FDF\uF900-\uFAFF]/
const RADICALS = new RegExp(RADICAL, 'g')
const LIGATURE = /[\uFB00-\uFB06]/
const LIGATURES = new RegExp(LIGATURE, 'g')
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu
const SPACES = /[\s\u00A0\u3000\u2000-\u200A\u202F\u205F]/g
const GARBAGE = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\uFFFD]/u
const SYMBOLS = /^[\uF000-\uF0FF]+$/
const CJK =
  /[\u2E80-\u303F\u31C0-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\u{20000}-\u{3FFFF}\u2014\u2018\u2019\u201C\u201D\u2026]/u

// CJK Radicals Supplement: most have no compatibility mapping in Unicode, so radical and ideograph stand here in pairs.
const PAIRS = [
  '⺀冫⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺',
  '⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴罒⺵网⺶羊⺷羊⺸羊',
  '⺹耂⺺肀⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长',
  '⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿',
  '⻯竜⻰龙⻱龜⻲亀⻳龟',
].join('')
const RADICAL_FORMS = new Map(Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, radical, plain]) => [radical, plain]))
