import { expect, test } from 'vitest'
import { normalizeAgency } from '../../../pipeline/years/agency.ts'

test.each([
  ['溪桥县水务局', ' 溪桥县 水务局\u3000'],
  ['溪桥县水务局', '溪桥县水务局（本级）'],
  ['溪桥县水务局', '溪桥县水务局本级'],
  ['溪桥县水务局', '2021年度溪桥县水务局'],
  ['溪桥县水务局', '溪桥县水务局2021年'],
  ['溪桥县水务局', '溪桥县水务局二〇二一年度'],
  ['溪桥县水务局', '溪桥县水务局年'],
  ['溪桥县水务局', '溪橋縣水務局'],
  ['溪桥县水务局', '溪桥县水务局（公章）'],
  ['溪桥县人民政府', '溪桥县政府'],
  ['溪桥县文化和旅游局', '溪桥县文化和旅游局。'],
  ['溪桥县大数据局', '溪桥县⼤数据局'],
  ['溪桥县发展改革委员会', '溪桥县发展·改革委员会'],
])('%s is also %s', (one, other) => {
  expect(normalizeAgency(other)).toBe(normalizeAgency(one))
  expect(normalizeAgency(one)).not.toBe('')
})

test.each([
  ['溪桥县人民政府', '溪桥县人民政府办公室'],
  ['溪桥县人民政府', '溪桥县人民政府（本级）'],
  ['溪桥县', '溪桥县本级'],
  ['溪桥县水务局', '溪桥市水务局'],
  ['溪桥县水务局', '湖东省溪桥县水务局'],
  ['溪桥县水务局', '溪桥县水务局（河长办）'],
  ['溪桥县第一中心小学', '溪桥县第二中心小学'],
  ['年丰镇政府', '丰镇政府'],
  ['溪桥县人民政府办公室', '溪桥县人民政府信访办公室'],
])('%s is not %s', (one, other) => {
  expect(normalizeAgency(other)).not.toBe(normalizeAgency(one))
})

test('normalizing twice changes nothing more', () => {
  for (const name of ['溪桥县水务局本级2021年度', '2021年溪桥县人民政府（本级）', '溪桥县人民政府办公室（公章）']) {
    const once = normalizeAgency(name)
    expect(normalizeAgency(once)).toBe(once)
  }
})

test('nothing is left of a name without letters', () => {
  expect(normalizeAgency('（——）')).toBe('')
})
