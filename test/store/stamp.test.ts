import { statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stampOf } from '../../store/stamp.ts'
import { makeScratch } from '../support/command.ts'

const scratch = makeScratch()

test('a stamp changes with the content, and is not given while the clock could hide a change', () => {
  writeFileSync(scratch('x'), 'one')
  const before = statSync(scratch('x'), { bigint: true })
  expect(stampOf(before, Date.now())).toBeNull()
  const settled = Date.now() + 10_000
  const stamp = stampOf(before, settled)
  expect(stamp).toMatch(/^3:/)
  expect(stampOf(statSync(scratch('x'), { bigint: true }), settled)).toBe(stamp)
  writeFileSync(scratch('x'), 'two')
  expect(stampOf(statSync(scratch('x'), { bigint: true }), settled)).not.toBe(stamp)
})
