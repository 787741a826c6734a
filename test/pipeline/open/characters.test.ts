import { expect, test } from 'vitest'
import { cleanText, isCjk, isGarbage } from '../../../pipeline/open/characters.ts'

test('radicals become the ideographs they show, full-width forms stay as printed', () => {
  expect(cleanText('⼆、⽬录⻚')).toBe('二、目录页')
  expect(cleanText('１２％，（）')).toBe('１２％，（）')
})

test('ligatures, odd spaces and invisible marks become plain text', () => {
  expect(cleanText('ﬁve\u00A0ﬂags')).toBe('five flags')
  expect(cleanText('a\u200Bb\uFEFF')).toBe('ab')
  expect(cleanText('co\u00ADop')).toBe('co-op')
  expect(cleanText('\u3000')).toBe(' ')
})

test('what no text shows is garbage', () => {
  for (const text of ['\u0013', '\uE001', '\uFFFD', 'a\u0003']) expect(isGarbage(text)).toBe(true)
  for (const text of ['总计', 'a1', '①', '/', '—', '𠀀']) expect(isGarbage(text)).toBe(false)
})

test('CJK includes its punctuation, not digits', () => {
  expect([...'总、（𠀀'].every(isCjk)).toBe(true)
  expect([...'1aé/'].some(isCjk)).toBe(false)
})
