import { html, type Markup } from './markup.ts'
import { STYLE } from './style.ts'

/** The languages that pages are written in. */
export type PageLanguage = 'zh' | 'en'

/** Says a thing in the language of a page. */
export type Say = (zh: string, en: string) => string

export function sayIn(language: PageLanguage): Say {
  return (zh, en) => (language === 'zh' ? zh : en)
}

/**
 * A whole page in one file: no scripts, nothing fetched from anywhere, which its content policy forbids besides; light
 * and dark as the reader's system has it, and black on white on paper.
 */
export function wholePage(language: PageLanguage, title: string, summary: string, body: readonly Markup[]): string {
  const { markup } = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${title}</h1><p>${summary}</p></header>
<main>
${body}
</main>
</body>
</html>
`
  return markup
}

/** So many of something, in English. */
export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`
}

/** A titled part of a page; nothing where it has nothing to show. `half` ones stand side by side, `long` ones may go on over pages. */
export function section(
  title: string,
  note: string | null,
  content: readonly Markup[],
  shape: 'whole' | 'half' | 'long' = 'whole',
): readonly Markup[] {
  if (content.length === 0) return []
  const below = note === null ? null : html`<p class="note">${note}</p>`
  return [html`<section class="${shape}"><h2>${title}</h2>${below}${content}</section>\n`]
}

/** A column of a table; numbers stand right. */
export type Column = { readonly title: string; readonly numeric?: boolean }

type CellText = string | number | Markup

/** A table with a head; the first cell of a row heads it. `flagged` rows stand out. */
export function dataTable(
  columns: readonly Column[],
  rows: readonly { readonly cells: readonly CellText[]; readonly flagged?: boolean }[],
): Markup {
  const cell = (text: CellText, index: number) => {
    const numeric = columns[index]?.numeric ? 'n' : ''
    return index === 0
      ? html`<th scope="row" class="${numeric}">${text}</th>`
      : html`<td class="${numeric}">${text}</td>`
  }
  const heads = columns.map(({ title, numeric }) => html`<th scope="col" class="${numeric ? 'n' : ''}">${title}</th>`)
  const body = rows.map(({ cells, flagged }) => html`<tr class="${flagged ? 'flagged' : ''}">${cells.map(cell)}</tr>\n`)
  return html`<div class="table"><table><thead><tr>${heads}</tr></thead><tbody>\n${body}</tbody></table></div>\n`
}

/** Something that opens when it is asked for; on paper it is open. */
export function folded(title: string, content: Markup): Markup {
  return html`<details><summary>${title}</summary>${content}</details>\n`
}

/** Large figures with a word below each, a row of them. */
export function tiles(
  of: readonly { readonly figure: string; readonly what: string; readonly tone?: string }[],
): Markup {
  const one = ({ figure, what, tone }: (typeof of)[number]) =>
    html`<div class="tile ${tone ?? ''}"><dd>${figure}</dd><dt>${what}</dt></div>`
  return html`<dl class="tiles">${of.map(one)}</dl>\n`
}
