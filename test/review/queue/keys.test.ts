import { expect, test } from 'vitest'
import type { Answer } from '../../../review/api/review.ts'
import { answer } from '../../../review/queue/answer.ts'
import { openItems } from '../../../review/queue/items.ts'
import { type UndoRequest, undoLast } from '../../../review/queue/undo.ts'
import { correctionsOf } from '../../../store/corrections.ts'
import type { Store } from '../../../store/open.ts'
import { describeStores } from '../../support/stores.ts'
import { type Made, putDocument } from './reviewed.ts'

const LEASE = 1000
const THREE: Made = { fields: { f: { flagged: true }, g: { flagged: true }, h: { flagged: true } } }

const said = (subject: string, value: number, seen: string | null = null): Answer => ({
  ...{ subject, after: { value, state: 'number' }, seen, why: '', seconds: 1 },
})

/** Sends answers under a key at a moment; gives the last correction of each, or what was told instead. */
async function send(store: Store, document: string, who: string, key: string, answers: readonly Answer[], now: number) {
  const saved = await answer(store, { who, document, answers, key, now, leaseMs: LEASE })
  return saved && 'corrections' in saved ? saved.corrections : saved
}

async function values(store: Store, document: string): Promise<Record<string, unknown>> {
  const words = (await correctionsOf(store.db, document)).map(({ field, after_json }) => [
    field,
    (JSON.parse(after_json) as { value: unknown } | null)?.value ?? null,
  ])
  return Object.fromEntries(words)
}

describeStores((stores) => {
  const undo = (store: Store, request: Omit<UndoRequest, 'leaseMs'>) => undoLast(store, { ...request, leaseMs: LEASE })

  test('answers that come again, since nobody heard that they were taken, are taken once and answer over nobody', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', THREE)
    const first = await send(store, document, 'ann', 'k-1', [said('f', 8), said('g', 1)], 5000)
    expect(await send(store, document, 'ann', 'k-1', [said('f', 8), said('g', 1)], 5100)).toEqual(first)
    const { f } = first as { f: string }
    await send(store, document, 'bob', 'k-1', [said('f', 9, f)], 7000)
    // What Ann is told is her own word: what she says next has not seen Bob's.
    expect(await send(store, document, 'ann', 'k-1', [said('f', 8), said('g', 1)], 9000)).toEqual(first)
    expect(await values(store, document)).toEqual({ f: 9, g: 1 })
    expect(await send(store, document, 'ann', 'k-2', [said('f', 7, f)], 9100)).toMatchObject({ code: 'stale' })
    expect(await correctionsOf(store.db, document)).toHaveLength(3)
  })

  test('an undo that comes again takes back nothing more', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', THREE)
    await send(store, document, 'ann', 'k-1', [said('f', 8)], 5000)
    await send(store, document, 'ann', 'k-2', [said('g', 1)], 5100)
    const order = { who: 'ann', document, key: 'u-1', of: 'k-2' }
    const undone = await undo(store, { ...order, now: 5200 })
    expect(undone).toMatchObject({ corrections: { g: expect.any(String) } })
    expect(await undo(store, { ...order, now: 5300 })).toMatchObject({
      corrections: (undone as { corrections: object }).corrections,
    })
    expect(await undo(store, { ...order, key: 'u-2', now: 5400 })).toBeNull()
    expect(await values(store, document)).toEqual({ f: 8, g: null })
  })

  test('an undo takes back the very answers that it names, whatever was said after them and wherever', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', THREE)
    await send(store, document, 'ann', 'one-1', [said('f', 8)], 5000)
    await send(store, document, 'ann', 'two-1', [said('g', 1)], 5100)
    expect(await undo(store, { who: 'ann', document, key: 'u', of: 'never-sent', now: 5200 })).toBeNull()
    expect(await undo(store, { who: 'bob', document, key: 'u', of: 'two-1', now: 9000 })).toBeNull()
    expect(await undo(store, { who: 'ann', document, key: 'u', of: 'one-1', now: 9100 })).toMatchObject({
      until: 10_100,
    })
    expect(await values(store, document)).toEqual({ f: null, g: 1 })
    expect((await openItems(store, document, 'ann')).map(({ field }) => field)).toEqual(['f', 'h'])
  })

  test('of a row that was moved nothing is taken back once one of its cells says something else', async () => {
    const store = await stores.fresh()
    const document = await putDocument(store, 'a', THREE)
    const moved = await send(store, document, 'ann', 'k-1', [said('f', 8), said('g', 1)], 5000)
    await send(store, document, 'ann', 'k-2', [said('g', 2, (moved as { g: string }).g)], 5100)
    expect(await undo(store, { who: 'ann', document, key: 'u-1', of: 'k-1', now: 5200 })).toBeNull()
    expect(await values(store, document)).toEqual({ f: 8, g: 2 })
    // The other way round both go, one after the other.
    expect(await undo(store, { who: 'ann', document, key: 'u-2', of: 'k-2', now: 5300 })).not.toBeNull()
    expect(await undo(store, { who: 'ann', document, key: 'u-3', of: 'k-1', now: 5400 })).not.toBeNull()
    expect(await values(store, document)).toEqual({ f: null, g: null })
  })
})
