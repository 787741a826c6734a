import { describe, expect, test } from 'vitest'
import { consistentCells, dumpLines, formOf, ORGANIZATION, type Prose, reportOf } from '../../support/dump.ts'

const form = formOf('2019')
const cells = consistentCells(form)

/** Organization, year and signing date of a report with this prose around its tables; null for what is missing. */
function facts(prose: Prose) {
  const { fields, document } = reportOf(dumpLines(form, cells, prose))
  const value = (id: string) => fields[`document.${id}`]?.value
  return {
    organization: value('organization'),
    year: value('year'),
    signedOn: value('signedOn'),
    title: document.title,
  }
}

describe('the title', () => {
  test('on one line gives organization and year', () => {
    expect(facts({ title: ['溪桥县水务局2020年政府信息公开工作年度报告'] })).toMatchObject({
      organization: '溪桥县水务局',
      year: 2020,
      title: '溪桥县水务局2020年政府信息公开工作年度报告',
    })
  })

  test('over two lines', () => {
    expect(facts({ title: ['溪桥县水务局', '2020年政府信息公开工作年度报告'] })).toMatchObject({
      organization: ORGANIZATION,
      year: 2020,
      title: '溪桥县水务局2020年政府信息公开工作年度报告',
    })
  })

  test('over three lines, the year alone on one', () => {
    expect(facts({ title: ['溪桥县水务局', '2020年度', '政府信息公开工作年度报告'] })).toMatchObject({
      organization: ORGANIZATION,
      year: 2020,
    })
  })

  test('with the year in front', () => {
    expect(facts({ title: ['2020年溪桥县水务局政府信息公开工作年度报告'] })).toMatchObject({
      organization: ORGANIZATION,
      year: 2020,
    })
  })

  test('of an agency that is named after a year', () => {
    const named = { organization: '溪桥县2022年运动会筹备办公室', year: 2020 }
    expect(facts({ title: ['溪桥县2022年运动会筹备办公室2020年政府信息公开工作年度报告'] })).toMatchObject(named)
    expect(facts({ title: ['溪桥县2022年运动会筹备办公室', '2020年度政府信息公开工作年度报告'] })).toMatchObject(named)
    const first = { title: ['2022年溪桥县运动会筹备办公室2020年政府信息公开工作年度报告'] }
    expect(facts(first)).toMatchObject({ organization: '2022年溪桥县运动会筹备办公室', year: 2020 })
  })

  test.each(['二〇二〇年', '二○二○年度', '二零二零年'])('with the year as %s', (year) => {
    const { fields } = reportOf(dumpLines(form, cells, { title: [`溪桥县水务局${year}政府信息公开工作年度报告`] }))
    expect(fields['document.year']).toMatchObject({ value: 2020, raw: year.slice(0, 5), review: false })
    expect(fields['document.organization']?.value).toBe(ORGANIZATION)
  })

  test('under what a browser prints above a page', () => {
    const above = ['2021/2/1 10:12', '政府信息公开工作年度报告_溪桥县人民政府', '发布日期：2021-01-31']
    expect(facts({ title: [...above, '溪桥县水务局', '2020年政府信息公开工作年度报告'] })).toMatchObject({
      organization: ORGANIZATION,
      year: 2020,
    })
  })

  test('beside which another column begins with a heading', () => {
    const lines = ['溪桥县水务局', '二、主动公开政府信息情况', '2020年政府信息公开工作年度报告']
    expect(facts({ title: lines })).toMatchObject({ organization: ORGANIZATION, year: 2020 })
  })

  test('in full-width digits', () => {
    expect(facts({ title: ['溪桥县水务局２０２０年政府信息公开工作年度报告'] }).year).toBe(2020)
  })
})

describe('the signing date', () => {
  test.each([
    ['2021年1月29日', '2021-01-29'],
    ['2021 年 1 月 29 日', '2021-01-29'],
    ['２０２１年１月２９日', '2021-01-29'],
    ['2021-01-29', '2021-01-29'],
    ['2021.1.29', '2021-01-29'],
    ['二〇二一年一月二十九日', '2021-01-29'],
    ['二○二一年十二月三十一日', '2021-12-31'],
    ['二零二一年十月十日', '2021-10-10'],
    ['溪桥县水务局 2021年1月29日', '2021-01-29'],
  ])('%j is %s', (printed, iso) => {
    expect(facts({ closing: [ORGANIZATION, printed] }).signedOn).toBe(iso)
  })

  test.each(['2021年13月29日', '2021年1月32日', '二〇二一年一月'])('%j is none', (printed) => {
    expect(facts({ closing: [ORGANIZATION, printed] }).signedOn).toBeNull()
  })

  test('a date in the prose is not the signing date', () => {
    expect(facts({ closing: ['本报告自2021年1月29日起公布，可在县政府网站查阅。'] }).signedOn).toBeNull()
  })
})

test('what the document does not say is missing and in review, not made up', () => {
  const { fields } = reportOf(
    dumpLines(form, cells, { title: ['政府信息公开工作年度报告'], overview: ['一切如常。'], closing: [] }),
  )
  for (const id of ['organization', 'year', 'signedOn']) {
    expect(fields[`document.${id}`]).toMatchObject({ value: null, state: 'missing', review: true })
  }
})

test('facts come first among the fields and keep the characters as printed', () => {
  const report = reportOf(dumpLines(form, cells, { closing: [ORGANIZATION, '二〇二一年一月二十九日'] }))
  expect(Object.keys(report.fields).slice(0, 3)).toEqual([
    'document.organization',
    'document.year',
    'document.signedOn',
  ])
  expect(report.fields['document.signedOn']).toMatchObject({
    raw: '二〇二一年一月二十九日',
    state: 'text',
    review: false,
  })
})
