import { expect, test } from 'vitest'
import { consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const lines = dumpLines(form, consistentCells(form))

test('the six sections with their text, what stands before them first', () => {
  const { sections } = reportOf(lines)
  expect(sections.map(({ heading, level }) => [heading, level])).toEqual([
    ['', 0],
    ...form.sections.map(({ number, title }) => [`${number}、${title}`, 1]),
  ])
  expect(sections[1]?.text).toBe('2025年，本单位按规定推进政府信息公开工作。')
  expect(sections[5]?.text).toBe('公开目录更新不够及时，下一步将逐项补齐。')
})

test('no line of the document is lost between them', () => {
  const { sections } = reportOf(lines)
  const kept = sections.flatMap(({ heading, text }) => [heading, ...text.split('\n')]).filter((line) => line !== '')
  expect(kept).toEqual(lines)
})

test('rows numbered like headings stay in their section', () => {
  const { sections } = reportOf(lines)
  expect(sections[3]?.text).toContain('一、本年新收政府信息公开申请数量')
  expect(sections[3]?.text).toContain('四、结转下年度继续办理')
})
