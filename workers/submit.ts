import { statSync } from 'node:fs'
import { loadFile } from '../engines/source/load.ts'
import type { Problem } from '../schemas/problem.ts'
import { registerDocuments } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import { readerSince } from '../store/reader-since.ts'
import { outputProblem } from '../store/write-file.ts'
import { type Budget, createBudget } from './budget.ts'
import type { Dispatch } from './dispatch.ts'
import type { Input } from './extract.ts'
import { inOrder } from './in-order.ts'
import { type Circumstances, decideWork, type Needed, type Work } from './resubmit.ts'
import type { Versions } from './versions.ts'

/** What became of an input that was handed in. `queued` is false where Redis did not take its order (yet). */
export type Submitted = { readonly input: Input } & (
  | { readonly kind: Needed; readonly document: string; readonly queued: boolean }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** It was not what `steady` wants it to be; nothing was handed in. */
  | { readonly kind: 'unsteady' }
)

export type SubmitOptions = {
  readonly store: Store
  readonly dispatch: Dispatch
  readonly versions: Versions
  readonly batch: string
  readonly password: string | null
  /** Largest input, in bytes. */
  readonly maxBytes: number
  /** Who did it, for the audit log. */
  readonly who: string
  /** Whether handing in a cancelled document is an order to read it after all. */
  readonly revive: boolean
  /** Whether a file still is what it was before it was loaded; left out, it does not matter. */
  readonly steady?: (input: Input) => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Inputs that are loaded and written at once, since most of the time goes into waiting for the disk; and their bytes. */
const AT_ONCE = 24
const BYTES_AT_ONCE = 512 * 1024 ** 2
/** Inputs that go to the database and to Redis in one go, and milliseconds after which fewer do. */
const GROUP = 200
const GROUP_MS = 500

type Whole = { readonly input: Input; readonly id: string; readonly size: number }
type Loaded = Whole | Refused
type Refused = Extract<Submitted, { kind: 'problem' | 'unsteady' }>

/**
 * Hands inputs in: content to the blobs, documents to the database, orders to the queues for those that need work. Gives
 * a result for every input, in their order, some hundred at a time: what is told as queued is. Memory does not grow with
 * the number of inputs. Throws StoreUnavailable.
 */
export async function* submitAll(inputs: Iterable<Input>, options: SubmitOptions): AsyncGenerator<Submitted> {
  let since: Promise<number> | null = null
  const circumstances = {
    ...options,
    readerSince: () => {
      since ??= readerSince(options.store.db, options.versions.reader)
      return since
    },
  }
  const budget = createBudget(BYTES_AT_ONCE)
  let group: Loaded[] = []
  let begun = performance.now()
  for await (const loaded of inOrder(inputs, AT_ONCE, (input) => load(input, options, budget))) {
    group.push(loaded)
    if (group.length < GROUP && performance.now() - begun < GROUP_MS) continue
    yield* await settle(group, circumstances)
    group = []
    begun = performance.now()
  }
  yield* await settle(group, circumstances)
}

async function load(input: Input, options: SubmitOptions, budget: Budget): Promise<Loaded> {
  const size = sizeOf(input)
  await budget.take(size)
  try {
    return await keep(input, options)
  } finally {
    budget.give(size)
  }
}

async function keep(input: Input, { store, maxBytes, steady }: SubmitOptions): Promise<Loaded> {
  if (input.problem) return { kind: 'problem', input, problem: input.problem }
  const bytes = input.bytes ?? loadFile(input.path!, maxBytes)
  if (steady && !steady(input)) return { kind: 'unsteady', input }
  if ('code' in bytes) return { kind: 'problem', input, problem: bytes }
  try {
    return { input, id: await store.blobs.put(bytes), size: bytes.length }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    return { kind: 'problem', input, problem: outputProblem(error, 'the data folder', '--data') }
  }
}

async function settle(group: readonly Loaded[], options: SubmitOptions & Circumstances): Promise<Submitted[]> {
  const { store, dispatch, batch, password, now } = options
  const at = now()
  const loaded = group.filter((one): one is Whole => !isRefused(one))
  const registered = await registerDocuments(
    store.db,
    loaded.map(({ input, id, size }) => ({ id, name: input.name, size, password, batch, origin: input.shown, at })),
  )
  const works: Work[] = []
  for (const { document, created } of registered) {
    works.push(created ? { kind: 'new', order: document } : await decideWork(document, options))
  }
  const orders = works.flatMap(({ order }) => order ?? [])
  const failure = await dispatch.send(orders)
  const workOf = new Map(loaded.map((one, index) => [one, works[index]!]))
  return group.map((one) => {
    if (isRefused(one)) return one
    const { kind, order } = workOf.get(one)!
    return { input: one.input, kind, document: one.id, queued: order === null || failure === null }
  })
}

/** 0 of what cannot be looked at: loading it will tell. */
function sizeOf({ path, bytes }: Input): number {
  if (bytes || !path) return bytes?.length ?? 0
  try {
    return statSync(Buffer.from(path)).size
  } catch {
    return 0
  }
}

function isRefused(one: Loaded): one is Refused {
  return 'kind' in one
}
