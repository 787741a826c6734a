import { expect, test } from 'vitest'
import { createBudget } from '../../workers/budget.ts'

test('lets in what fits, in turn, and what is too large once it is alone', async () => {
  const budget = createBudget(10)
  const entered: number[] = []
  const take = (amount: number) => void budget.take(amount).then(() => entered.push(amount))
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  for (const amount of [6, 4, 50, 1]) take(amount)
  await settle()
  expect(entered).toEqual([6, 4])
  budget.give(6)
  await settle()
  expect(entered).toEqual([6, 4]) // the 1 waits behind the 50
  budget.give(4)
  await settle()
  expect(entered).toEqual([6, 4, 50])
  budget.give(50)
  await settle()
  expect(entered).toEqual([6, 4, 50, 1])
})

test('what is empty needs no room of others', async () => {
  const budget = createBudget(1)
  await budget.take(1)
  let entered = false
  void budget.take(0).then(() => {
    entered = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(entered).toBe(true)
})
