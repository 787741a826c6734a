import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { addAttempt, attemptsOf } from '../../../store/attempts.ts'
import { makeScratch } from '../../support/command.ts'
import { open } from '../../support/open-store.ts'
import { ROOT } from '../../support/sources.ts'
import { makeStores } from '../../support/stores.ts'
import { copy, documentOf, hand, reportOf, sample, start } from './start.ts'

const scratch = makeScratch()
const { fresh } = makeStores(async () => undefined)
const files = () => [copy('a.pdf'), sample('text/markdown-pieces.txt'), copy('b.pdf'), copy('c.pdf')]

const programs: ChildProcess[] = []
afterEach(() => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
})

/** A process of its own that reads what waits in a folder, and the tasks that it has done. */
async function program(data: string, name: string): Promise<{ process: ChildProcess; done: string[] }> {
  const script = join(ROOT, 'test', 'workers', 'embedded', 'runner.ts')
  const child = spawn(process.execPath, [script, data, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  programs.push(child)
  const done: string[] = []
  await new Promise<void>((begun) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      for (const word of text.trim().split('\n')) {
        if (word === 'started') begun()
        else done.push(word)
      }
    })
  })
  return { process: child, done }
}

const killed = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve).kill('SIGKILL'))

test('killed again and again, it finishes all the same, and the next in line goes on at once', async () => {
  const undisturbed = await fresh()
  const wanted = await hand(undisturbed, files())
  await start(undisturbed).idle()

  const data = scratch('killed')
  const store = await open({ data })
  try {
    const ids = await hand(store, files())
    expect(ids).toEqual(wanted)
    let read = 0
    // The next one stands by before the one at work is killed.
    let now = await program(data, 'run-0')
    for (const [index, tasks] of [1, 4, 3].entries()) {
      const next = await program(data, `run-${index + 1}`)
      await expect.poll(() => now.done.length, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(tasks)
      expect(next.done).toEqual([])
      await killed(now.process)
      read += now.done.filter((kind) => kind === 'page').length
      now = next
    }
    await expect
      .poll(async () => (await Promise.all(ids.map((id) => documentOf(store, id)))).every(({ ended_at }) => ended_at), {
        timeout: 90_000,
      })
      .toBe(true)
    read += now.done.filter((kind) => kind === 'page').length
    const documents = await Promise.all(ids.map((id) => documentOf(store, id)))
    const pages = documents.reduce((sum, document) => sum + document.pages!, 0)
    for (const id of ids) expect(await reportOf(store, id)).toBe(await reportOf(undisturbed, id))
    // A page that was told of is kept, but for those in the killed process's hands.
    expect(read).toBeLessThanOrEqual(pages + 3 * 2)
    const codes = (await Promise.all(ids.map((id) => attemptsOf(store.db, id)))).flat().map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['worker-lost']))
  } finally {
    await store.close()
  }
}, 180_000)

test('a document over which the program ends again and again is given up', async () => {
  const data = scratch('deadly')
  const store = await open({ data })
  try {
    const [id] = await hand(store, [copy('a.pdf')])
    const first = await program(data, 'run-0')
    await expect.poll(() => first.done.length, { interval: 5 }).toBeGreaterThan(0)
    await killed(first.process)
    const row = { document: id!, generation: 1, page: null, stage: 'worker', worker: 'w', code: 'worker-lost' }
    for (let at = 1; at <= 9; at++) {
      await addAttempt(store.db, { ...row, message: 'ended', at })
    }
    await start(store).idle()
    expect(await documentOf(store, id!)).toMatchObject({ state: 'failed', code: 'gave-up' })
  } finally {
    await store.close()
  }
}, 120_000)
