import { expect, test } from 'vitest'
import { agencyOf, aliasPairs, namesOf, resolveAliases } from '../../../pipeline/years/aliases.ts'

test('chains are followed to their end', () => {
  const aliases = resolveAliases([
    { alias: '水利局', agency: '水务局' },
    { alias: '水电局', agency: '水利局' },
  ])
  if ('fault' in aliases) throw new Error(aliases.fault)
  expect(agencyOf('水电局', aliases)).toBe('水务局')
  expect(agencyOf('水务局', aliases)).toBe('水务局')
  expect(agencyOf('林业局', aliases)).toBe('林业局')
  expect(namesOf('水利局', aliases)).toEqual(['水利局', '水务局', '水电局'].sort())
  expect(namesOf('林业局', aliases)).toEqual(['林业局'])
})

test('names that lead back to themselves are refused', () => {
  const pairs = [
    { alias: '甲', agency: '乙' },
    { alias: '乙', agency: '丙' },
    { alias: '丙', agency: '甲' },
  ]
  expect(resolveAliases(pairs)).toEqual({ fault: 'cycle', names: ['甲', '乙', '丙', '甲'] })
})

test('one name for two agencies is refused, said twice it is not', () => {
  const pair = { alias: '甲', agency: '乙' }
  expect(resolveAliases([pair, pair])).toEqual(new Map([['甲', '乙']]))
  expect(resolveAliases([pair, { alias: '甲', agency: '丙' }])).toEqual({
    fault: 'ambiguous',
    names: ['甲', '乙', '丙'],
  })
})

test('a file’s names are normalized, and those that say nothing left out', () => {
  expect(aliasPairs({ 溪桥县水务局: ['溪橋縣水利局 ', '溪桥县水务局（本级）', '——'] })).toEqual([
    { alias: '溪桥县水利局', agency: '溪桥县水务局' },
  ])
})
