import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ProblemCode } from '../../schemas/problem.ts'
import { cancelDocument, failDocument, findDocument, startDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { saveOpening } from '../../store/readings.ts'
import { keepReportText } from '../../store/report-text.ts'
import { saveReport } from '../../store/reports.ts'
import type { Dispatch } from '../../workers/dispatch.ts'
import type { Input } from '../../workers/extract.ts'
import type { Order } from '../../workers/queues/job-ids.ts'
import { type SubmitOptions, type Submitted, submitAll } from '../../workers/submit.ts'
import { describeStores } from '../support/stores.ts'
import { TALLY } from '../support/tally.ts'

const NOW = 1_700_000_000_000
const VERSIONS = { reader: 'nianbao/1+aaaa', rules: 'bbbb' }

function input(name: string, content = name): Input {
  return { shown: `in/${name}`, name, path: null, bytes: new TextEncoder().encode(content), problem: null }
}

/** Notes what it is sent, in place of Redis. */
function recorder(): Dispatch & { readonly sent: Order[] } {
  const sent: Order[] = []
  return {
    sent,
    unsent: 0,
    async send(orders) {
      sent.push(...orders)
      return null
    },
  }
}

async function submit(store: Store, inputs: Iterable<Input>, options: Partial<SubmitOptions> = {}) {
  const dispatch = recorder()
  const results: Submitted[] = []
  const all = { batch: 'b', password: null, maxBytes: 1000, who: 'tester', revive: true, now: () => NOW }
  for await (const one of submitAll(inputs, { store, dispatch, versions: VERSIONS, ...all, ...options }))
    results.push(one)
  return { results, kinds: results.map(({ kind }) => kind), sent: dispatch.sent }
}

/** Hands a document in and gives its id. */
async function handedIn(store: Store, name: string): Promise<string> {
  const [result] = (await submit(store, [input(name)])).results
  return (result as { readonly document: string }).document
}

async function end(store: Store, document: string, versions = VERSIONS): Promise<void> {
  const { generation } = (await findDocument(store.db, document))!
  const blob = await keepReportText(store.blobs, '{}')
  const none = { organization: null, agency: null, year: null, form: null, checksFailed: 0, items: [] }
  await saveReport(store.db, {
    ...{ document, generation, blob, ...versions, state: 'done', tally: TALLY, ...none, at: NOW },
  })
}

async function fail(store: Store, document: string, code: ProblemCode, at = NOW): Promise<void> {
  const { generation } = (await findDocument(store.db, document))!
  await startDocument(store.db, document, generation, at)
  await failDocument(store.db, document, generation, { code, message: 'it' }, at)
}

describeStores(({ fresh }) => {
  test('gives a result for every input in their order, and an order for each content', async () => {
    const store = await fresh()
    const problem = { code: 'file-missing', message: 'does not exist' } as const
    const inputs = [input('a'), { ...input('gone'), bytes: null, problem }, input('a-again', 'a'), input('b')]
    const { kinds, results, sent } = await submit(store, inputs)
    expect(kinds).toEqual(['new', 'problem', 'known', 'new'])
    expect(results.map((one) => one.input.name)).toEqual(['a', 'gone', 'a-again', 'b'])
    expect(new Set(sent.map(({ id, generation }) => `${id} ${generation}`)).size).toBe(2)
    const { id } = sent[0]!
    expect(await findDocument(store.db, id)).toMatchObject({ name: 'a', size: 1, state: 'waiting', generation: 1 })
    expect(Buffer.from((await store.blobs.get(id))!).toString()).toBe('a')
  })

  test('what waits is enqueued again under the same order, what is done is left alone', async () => {
    const store = await fresh()
    const id = await handedIn(store, 'a')
    expect(await submit(store, [input('x', 'a')])).toMatchObject({ kinds: ['known'], sent: [{ id, generation: 1 }] })
    await end(store, id)
    expect(await submit(store, [input('a')])).toMatchObject({ kinds: ['known'], sent: [] })
  })

  test('another reader reads again, other rules assemble again', async () => {
    const store = await fresh()
    const id = await handedIn(store, 'a')
    await end(store, id, { ...VERSIONS, rules: 'older' })
    expect(await submit(store, [input('a')])).toMatchObject({ kinds: ['rules'], sent: [{ id, generation: 2 }] })
    await end(store, id, { ...VERSIONS, reader: 'nianbao/0+cccc' })
    expect(await submit(store, [input('a')])).toMatchObject({ kinds: ['again'], sent: [{ id, generation: 3 }] })
    expect(await findDocument(store.db, id)).toMatchObject({ state: 'waiting', generation: 3 })
  })

  test('what failed comes back where another reader may mend it, or its content was lost', async () => {
    const store = await fresh()
    const [damaged, long, lost] = await Promise.all(['damaged', 'long', 'lost'].map((name) => handedIn(store, name)))
    await fail(store, damaged!, 'pdf-damaged')
    await fail(store, long!, 'too-many-pages')
    await fail(store, lost!, 'file-missing')
    const inputs = ['damaged', 'long', 'lost'].map((name) => input(name))
    expect((await submit(store, inputs)).kinds).toEqual(['failed', 'failed', 'again'])
    // Only another reader has opened anything: it was that one that failed.
    await saveOpening(store.db, { document: long!, reader: 'nianbao/0+cccc', pages: 1, problems: [], at: NOW - 5 })
    expect((await submit(store, inputs)).kinds).toEqual(['again', 'failed', 'known'])
    // This reader has been at work since before it failed.
    await fail(store, damaged!, 'pdf-damaged')
    await saveOpening(store.db, { document: long!, reader: VERSIONS.reader, pages: 1, problems: [], at: NOW - 1 })
    expect((await submit(store, inputs)).kinds).toEqual(['failed', 'failed', 'known'])
  })

  test('a password opens what failed for want of it', async () => {
    const store = await fresh()
    const id = await handedIn(store, 'locked')
    await fail(store, id, 'pdf-encrypted')
    expect((await submit(store, [input('locked')])).kinds).toEqual(['failed'])
    expect((await submit(store, [input('locked')], { password: 'sesame' })).kinds).toEqual(['again'])
    expect(await findDocument(store.db, id)).toMatchObject({ state: 'waiting', password: 'sesame' })
    await fail(store, id, 'pdf-password-wrong')
    expect((await submit(store, [input('locked')], { password: 'sesame' })).kinds).toEqual(['failed'])
  })

  test('what was cancelled comes back only where that is meant', async () => {
    const store = await fresh()
    const id = await handedIn(store, 'a')
    await cancelDocument(store.db, id, 'tester', NOW)
    expect(await submit(store, [input('a')], { revive: false })).toMatchObject({ kinds: ['cancelled'], sent: [] })
    expect((await submit(store, [input('a')])).kinds).toEqual(['again'])
  })

  test('files that change while they are loaded are not handed in, nor is anything kept of them', async () => {
    const store = await fresh()
    const { kinds, sent } = await submit(store, [input('a'), input('b')], { steady: ({ name }) => name === 'b' })
    expect(kinds).toEqual(['unsteady', 'new'])
    expect(sent.map(({ id }) => id)).toEqual([idOf('b')])
    expect(await store.blobs.has(idOf('a'))).toBe(false)
    expect(await store.blobs.has(idOf('b'))).toBe(true)
  })
})

function idOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}
