import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, html } from '../../../export/html/markup.ts'

test('text cannot become markup, in no place', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const { markup } = html`<p title="${text}">${[text]}</p>`
      expect(markup.match(/[<>"]/g)!.length).toBe(6)
      expect(markup).not.toMatch(/'/)
    }),
  )
})

test('markup stays, null is nothing, numbers are numbers', () => {
  expect(html`<i>${html`<b>${'a<b'}</b>`}${null}${3}</i>`.markup).toBe('<i><b>a&lt;b</b>3</i>')
})

test('what turns the direction of a page, and what HTML forbids, is replaced', () => {
  expect(escapeText('a\u202eb\u0000c\ud800d\te')).toBe('a\ufffdb\ufffdc\ufffdd\te')
})
