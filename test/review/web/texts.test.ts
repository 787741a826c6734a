import { expect, test } from 'vitest'
import { en } from '../../../review/web/text/en.ts'
import { type TextKey, zh } from '../../../review/web/text/zh.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { REASONS, STATES } from '../../../schemas/report.ts'

const keys = Object.keys(zh) as TextKey[]

test('both languages have the same texts, with the same places to fill in', () => {
  expect(Object.keys(en)).toEqual(keys)
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
  expect(keys.filter((key) => String(places(en[key])) !== String(places(zh[key])))).toEqual([])
  expect(keys.filter((key) => en[key].trim() === '' || zh[key].trim() === '')).toEqual([])
})

test('every code that a report or the API may hold has words', () => {
  const wanted = [
    ...REASONS.map((reason) => `reason.${reason}`),
    ...STATES.map((state) => `state.${state}`),
    ...FORMS.flatMap((form) => form.equations.map(({ id }) => `rule.${id.split('.')[0]}`)),
  ]
  expect(wanted.filter((key) => !(key in zh))).toEqual([])
})

test('Chinese texts are Chinese', () => {
  const latin = keys.filter((key) => !/\p{Script=Han}/u.test(zh[key]))
  // Names, signs and the way to the other language.
  expect(latin).toEqual([
    'app.otherLanguage',
    'percent',
    'picture.pageOf',
    'say.accepted',
    'format.json',
    'format.short.xlsx',
    'format.short.csv-fields',
    'reader.ppocr',
    'reader.tesseract',
  ])
})
