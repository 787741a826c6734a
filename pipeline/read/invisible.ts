/**
 * A text without the characters that nobody sees and that say nothing: joiners, soft hyphens, marks of writing direction,
 * variation selectors, underlines drawn by combining marks. What may stand for something stays: a zero-width space
 * between two digits (cells may have met there), overrides that turn the order of digits round, marks that strike out.
 */
export function withoutInvisible(text: string): string {
  return INVISIBLE.test(text) ? text.replace(ALL_INVISIBLE, '').replace(SPACE, '') : text
}

const CHARACTERS = String.raw`\u00ad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u0332\u0333`
const INVISIBLE = new RegExp(`[${CHARACTERS}\u200b]`, 'u')
const ALL_INVISIBLE = new RegExp(`[${CHARACTERS}]`, 'gu')
const SPACE = /(?<!\d)\u200b|\u200b(?!\d)/gu
