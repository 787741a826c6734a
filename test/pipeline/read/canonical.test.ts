import { expect, test } from 'vitest'
import { canonical, hasHan } from '../../../pipeline/read/canonical.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { fc } from '../../support/properties.ts'

const SAME: readonly (readonly [what: string, a: string, b: string])[] = [
  ['traditional characters', '屬於國家秘密', '属于国家秘密'],
  ['traditional headings', '收到和處理政府信息公開申請情況', '收到和处理政府信息公开申请情况'],
  ['pinyin behind a character', '收(shōu)到申请', '收到申请'],
  ['pinyin in full-width brackets', '行（xíng）政许可', '行政许可'],
  ['half-width and full-width marks', '规章(市政府令)', '规章（市政府令）'],
  ['spaces inside a label', '总 计', '总计'],
  ['ideographic spaces', '总　　计', '总计'],
  ['quotation marks', '3.危及"三安全一稳定"', '3.危及“三安全一稳定”'],
  ['full-width digits', '５.属于三类内部事务信息', '5.属于三类内部事务信息'],
  ['a lost comma', '其他法律行政法规禁止公开', '其他法律、行政法规禁止公开'],
  ['其它', '其它处理', '其他处理'],
  ['Roman letters', 'ＡBc', 'abC'],
]

test.each(SAME)('%s: %j and %j compare as equal', (_, a, b) => {
  expect(canonical(a)).toBe(canonical(b))
})

test('different labels stay different', () => {
  const labels = FORMS.flatMap((form) => form.tables.flatMap((table) => [...table.rows, ...table.columns]))
  const official = new Set(labels.map((entry) => entry.label))
  expect(new Set([...official].map(canonical)).size).toBe(official.size)
  expect(canonical('1.信访举报投诉类申请')).not.toBe(canonical('2.信访举报投诉类申请'))
})

test('a bracketed Chinese remark is part of a label, not a gloss', () => {
  expect(canonical('规章（省政府令）')).not.toBe(canonical('规章（市政府令）'))
})

test('nothing but letters and digits is left, and a second time changes nothing', () => {
  const printed = fc.constantFrom(...'属屬於于国國规規章（）()1.２３、，,“”"？ 　\tAaｂé〇○零其它他/-—')
  fc.assert(
    fc.property(fc.string({ unit: printed, maxLength: 40 }), (text) => {
      const plain = canonical(text)
      expect(plain).toMatch(/^[\p{L}\p{N}]*$/u)
      expect(canonical(plain)).toBe(plain)
    }),
    { numRuns: 2000 },
  )
})

test('Han characters are told from others', () => {
  expect(['总计', 'a总', '㐀'].map(hasHan)).toEqual([true, true, true])
  expect(['', '12', 'total', '、。'].map(hasHan)).toEqual([false, false, false, false])
})
