import { expect, test } from 'vitest'
import { type Found, recognition } from '../../../pipeline/report/recognition.ts'
import { RECOGNITION } from '../../../pipeline/thresholds.ts'

const NAME = '云溪市水务局'
const TITLE = `${NAME}2023年政府信息公开工作年度报告`

/** A name in a line of a scan: what the first reader saw, how sure it was, and what the second saw. */
function named(first: string, said: string, score = 0.99, second = 0.9): Found<string> {
  const readings = [
    { reader: 'ppocr', raw: first, score },
    { reader: 'tesseract', raw: said, score: second },
  ]
  const line = { text: first, line: 1, box: null, size: null, cells: null, reader: 'ppocr', score, readings }
  const value = /^.*?局/u.exec(first)![0]
  return { value, raw: value, at: { line, page: 1 }, certainty: 1, isName: true }
}

const sure = (...line: Parameters<typeof named>) => recognition(named(...line), [])

test.each([
  ['the same line', TITLE, '云 溪 市 水 务 局 2023 年 政府 信息 公开 工作 年 度 报告'],
  ['another year behind it', TITLE, '云溪市水务局2O23年'],
  ['dirt before it', TITLE, '1 云溪市水务局2023年'],
])('a name that two readers say is believed: %s', (_, first, said) => {
  expect(sure(first, said)).toBe(RECOGNITION.agreed)
})

test.each([
  ['one that another reader begins with a character more', TITLE, `苇${TITLE}`],
  ['one that goes on for another reader', TITLE, `${NAME}办2023年`],
  ['one that another reader says otherwise', TITLE, '云漠市水务局2023年'],
])('a name is not: %s', (_, first, said) => {
  expect(sure(first, said)).toBe(RECOGNITION.disagreed)
})

test('two readers who take an unknown character for the same one are not believed where one hardly did itself', () => {
  expect(sure(TITLE, TITLE, 0.4)).toBe(RECOGNITION.disagreed)
  expect(sure(TITLE, TITLE, 0.99, 0.4)).toBe(RECOGNITION.disagreed)
})
