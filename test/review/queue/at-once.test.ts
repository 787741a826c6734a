import { expect, test } from 'vitest'
import { answer } from '../../../review/queue/answer.ts'
import { nextTask, releaseLease } from '../../../review/queue/next.ts'
import { correctionsOf } from '../../../store/corrections.ts'
import { describeStores } from '../../support/stores.ts'
import { putDocument } from './reviewed.ts'

const ASKERS = 8
const ROUNDS = 130
const DOCUMENTS = 40
const DAY = 86_400_000

describeStores((stores) => {
  test('of eight who ask at the same moment, over and over, no two get the same document', async () => {
    const opened = await stores.several(ASKERS)
    const fields = { f: { flagged: true, failing: 1 }, g: { flagged: true } }
    for (let i = 0; i < DOCUMENTS; i++) await putDocument(opened[0]!, `d${i}`, { fields })
    const held = new Map<string, string>()
    let given = 0
    const work = async (who: string, index: number) => {
      const store = opened[index]!
      for (let round = 0; round < ROUNDS; round++) {
        const task = await nextTask(store, { who, filter: {}, now: 1000, leaseMs: DAY })
        if (!task) throw new Error('there is more than enough for all')
        // From before the answer to the question until the lease is given back nobody else may have it.
        expect([undefined, who]).toContain(held.get(task.document))
        held.set(task.document, who)
        given++
        await new Promise((resolve) => setImmediate(resolve))
        held.delete(task.document)
        await releaseLease(store, { who, document: task.document })
      }
    }
    await Promise.all(opened.map((_, index) => work(`r${index}`, index)))
    expect(given).toBe(ASKERS * ROUNDS)
  })

  test('eight settle everything together: each item once', async () => {
    const opened = await stores.several(ASKERS)
    const store = opened[0]!
    const fields = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}`, { flagged: true, failing: i }]))
    const documents: string[] = []
    for (let i = 0; i < DOCUMENTS; i++) documents.push(await putDocument(store, `d${i}`, { fields }))
    let refused = 0
    const work = async (who: string, index: number) => {
      for (;;) {
        const own = opened[index]!
        const task = await nextTask(own, { who, filter: {}, now: 1000, leaseMs: DAY })
        if (!task) return
        for (const { field, seen } of task.items) {
          const answers = [
            { subject: field, after: { value: index, state: 'number' as const }, seen, why: '', seconds: 1 },
          ]
          const saved = await answer(own, { who, document: task.document, answers, now: 1000, leaseMs: DAY })
          if (!saved || 'code' in saved) refused++
        }
      }
    }
    await Promise.all(opened.map((_, index) => work(`r${index}`, index)))
    expect(refused).toBe(0)
    for (const document of documents) {
      const said = await correctionsOf(store.db, document)
      expect(said.map(({ field }) => field).sort()).toEqual(Object.keys(fields))
      expect(new Set(said.map(({ who }) => who)).size).toBe(1)
    }
  })
})
