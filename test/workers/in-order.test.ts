import { expect, test } from 'vitest'
import { inOrder } from '../../workers/in-order.ts'

const later = (ms: number) => new Promise((settle) => setTimeout(settle, ms))

test('gives results in the order of the items, however long each takes', async () => {
  const results: number[] = []
  for await (const result of inOrder([30, 1, 20, 0], 4, async (ms) => later(ms).then(() => ms))) results.push(result)
  expect(results).toEqual([30, 1, 20, 0])
})

test('never has more than the window in work or waiting', async () => {
  let open = 0
  let most = 0
  const work = async (item: number) => {
    most = Math.max(most, ++open)
    await later(item % 3)
    return item
  }
  const items = Array.from({ length: 50 }, (_, index) => index)
  for await (const _ of inOrder(items, 7, work)) open--
  expect(most).toBe(7)
})

test('a failure comes when its turn does', async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error('two')
    return item
  }
  const results: number[] = []
  await expect(
    (async () => {
      for await (const result of inOrder([1, 2, 3], 3, work)) results.push(result)
    })(),
  ).rejects.toThrow('two')
  expect(results).toEqual([1])
})
