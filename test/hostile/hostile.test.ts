import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../schemas/report.ts'
import { makeScratch } from '../support/command.ts'
import { HOSTILE } from './all.ts'
import { readSamples, wrongWith } from './batch.ts'
import { hostile, SHOWN } from './case.ts'
import { made } from './pdf-locked.ts'

const scratch = makeScratch()
let samples: ReadonlyMap<string, Report>

beforeAll(async () => {
  samples = await readSamples()
})

describe('hostile inputs end, are told or read, hold no surprise, and harm nobody beside them', () => {
  test.each(Object.entries(HOSTILE))('%s', async (kind, inputs) => {
    const quick = inputs.filter(({ slow }) => !slow)
    expect(await wrongWith(quick, scratch(kind), samples)).toEqual([])
  })

  test.each([0, 1])('those that never end are given up, half %i', async (half) => {
    const slow = Object.values(HOSTILE).flatMap((inputs) => inputs.filter((input) => input.slow))
    expect(slow.length).toBeGreaterThan(5)
    const inputs = slow.filter((_, i) => i % 2 === half)
    // A dump for company: it is read within the limit on a busy machine too.
    expect(await wrongWith(inputs, scratch(`slow-${half}`), samples, ['--timeout', '3'], ['tabs-lost-cells'])).toEqual(
      [],
    )
  })
})

test('each hostile input has a name of its own', () => {
  const names = Object.values(HOSTILE).flatMap((inputs) => inputs.map(({ name }) => name))
  expect(new Set(names).size).toBe(names.length)
})

test('a password opens what it locks, and fails where it is another one', async () => {
  const kinds = ['rc4_128', 'aes_128', 'aes_256'] as const
  const locked = kinds.map((kind) => hostile(`${kind}.pdf`, () => made(kind), { reads: SHOWN }))
  for (const password of ['user', 'owner']) {
    expect(await wrongWith(locked, scratch(password), samples, ['--password', password])).toEqual([])
  }
  const wrong = kinds.map((kind) => hostile(`${kind}.pdf`, () => made(kind), { fails: ['pdf-password-wrong'] }))
  expect(await wrongWith(wrong, scratch('wrong'), samples, ['--password', 'x'])).toEqual([])
})
