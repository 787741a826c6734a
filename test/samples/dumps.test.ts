import { expect, test } from 'vitest'
import { encode } from '../../samples/make/encode.ts'
import { KINDS } from '../../samples/make/garble/kinds.ts'
import { garble } from '../../samples/make/garble.ts'
import { seeded } from '../../samples/make/random.ts'
import { makeReport } from '../../samples/make/report.ts'
import { truthOfDump } from '../../samples/make/truth.ts'
import { varyPage, varyText } from '../../samples/make/vary.ts'

const HABITS = { renamed: false, swapped: false, spaced: false }

test('one seed always makes the same dump and the same page', () => {
  for (let i = 0; i < 18; i++) expect(varyText('t', i)).toEqual(varyText('t', i))
  expect(varyPage('t', 3)).toEqual(varyPage('t', 3))
  expect(varyText('t', 0).bytes).not.toEqual(varyText('u', 0).bytes)
})

test('an undamaged tab-separated dump holds every value behind its label, in the order of the form', () => {
  const report = makeReport(seeded('tabs'), { form: '2019', style: 'zeros', scale: 'some' })
  const dump = garble(report, 'tabs', [], HABITS, seeded('tabs'))
  const truth = truthOfDump(report, dump)
  expect(truth.undecidable).toEqual([])
  expect(truth.absent).toEqual([])
  expect(Object.keys(truth.fields)).toHaveLength(198)
  const line = dump.text.split(/\r?\n/).find((text) => text.includes('（七）总计')) ?? ''
  const after = line.split('\t').slice(line.split('\t').indexOf('（七）总计') + 1)
  const printed = [
    'naturalPerson',
    'business',
    'researchInstitution',
    'publicWelfare',
    'legalService',
    'other',
    'total',
  ]
  expect(after.filter((text) => text !== '')).toEqual(
    printed.map((id) => truth.fields[`requests.processed.${id}`]?.raw),
  )
})

test('truth and leftovers share out all fields, and never contradict what was printed', () => {
  for (let i = 0; i < 20 * KINDS.length; i++) {
    const { truth, name } = varyText('share', i)
    const all = [...Object.keys(truth.fields), ...truth.undecidable, ...truth.absent]
    expect([name, new Set(all).size]).toEqual([name, all.length])
    expect([186, 198, 200]).toContain(all.length)
    for (const id of truth.inconsistent) expect(Object.keys(truth.fields)).toContain(id)
  }
})

test('every value of the truth is still in the text, character for character', () => {
  for (let i = 0; i < 9 * KINDS.length; i++) {
    const { truth, bytes, name } = varyText('present', i)
    if (truth.traits.some((trait) => ['gb18030', 'utf-16le', 'loseCells'].includes(trait))) continue
    const text = new TextDecoder().decode(bytes)
    for (const [id, cell] of Object.entries(truth.fields))
      expect([name, id, text.includes(cell.raw)]).toEqual([name, id, true])
  }
})

test('a truncated dump ends early and decides nothing about rows it does not reach', () => {
  const report = makeReport(seeded('cut'), { form: '2021', style: 'zeros', scale: 'some' })
  const truth = truthOfDump(report, garble(report, 'pipes', ['truncate'], HABITS, seeded('cut')))
  expect(truth.absent.length).toBeGreaterThan(0)
  expect(truth.signedOn).toBeNull()
  for (const id of truth.absent) expect(truth.fields[id]).toBeUndefined()
})

test('encodings are read back by a decoder', () => {
  const text = '云溪市档案局\n1.属于国家秘密|0|—|（一）“三安全一稳定”'
  expect(new TextDecoder('gb18030').decode(encode(text, 'gb18030'))).toBe(text)
  expect(new TextDecoder('utf-16le').decode(encode(text, 'utf-16le'))).toBe(text)
  expect(encode(text, 'utf-8-bom').slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
  expect(() => encode('𠀀', 'gb18030')).toThrow(/GB18030/)
})
