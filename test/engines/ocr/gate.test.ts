import { expect, test } from 'vitest'
import { awaitShut, createGate, passThrough, shutGate } from '../../../engines/ocr/gate.ts'

const never = () => expect.unreachable()

test('work passes while nobody ends the thread, also when it throws', async () => {
  const gate = createGate()
  expect(await passThrough(gate, async () => 1, never)).toBe(1)
  await expect(passThrough(gate, () => Promise.reject(new Error('no')), never)).rejects.toThrow('no')
  expect(await passThrough(gate, async () => 2, never)).toBe(2)
})

test('a thread outside may be ended at once, and does not get in again', async () => {
  const gate = createGate()
  expect(shutGate(gate)).toBe(true)
  expect(shutGate(gate)).toBe(true)
  await expect(passThrough(gate, async () => 1, never)).rejects.toThrow(/being ended/)
})

test('a thread inside may not, is told to leave and does so when it comes out', async () => {
  const gate = createGate()
  const end = Promise.withResolvers<number>()
  let left = false
  const work = passThrough(
    gate,
    () => end.promise,
    () => {
      left = true
    },
  )
  expect(shutGate(gate)).toBe(false)
  expect(awaitShut(gate, 30)).toBe(false)
  expect(left).toBe(false)
  end.resolve(3)
  expect(await work).toBe(3)
  expect(left).toBe(true)
  expect(awaitShut(gate, 0)).toBe(true)
})
