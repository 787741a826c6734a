import { escapeMarkup } from '../escape.ts'

/** A piece of HTML that is safe to put into a page. Only `html` makes them, so text cannot become markup by accident. */
export type Markup = { readonly markup: string }

type Part = Markup | string | number | null | readonly Part[]

/** HTML with everything that is put into it escaped, unless it is markup itself; lists are joined, null is left out. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: pieces.map((piece, index) => piece + (index < parts.length ? render(parts[index]!) : '')).join('') }
}

function render(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeText(`${part}`)
  return isList(part) ? part.map(render).join('') : part.markup
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part)
}

const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu

/**
 * Text as it may stand between tags and in quoted attributes. Characters that HTML forbids, and those that turn the
 * direction of everything behind them, become �.
 */
export function escapeText(text: string): string {
  return escapeMarkup(text.replace(FORBIDDEN, '\ufffd'))
}
