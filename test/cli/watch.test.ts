import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { type Document, documentsIn } from '../../store/documents.ts'
import { openStore } from '../../store/open.ts'
import type { Running } from '../support/command.ts'
import { redisInstalled } from '../support/redis.ts'
import { ROOT } from '../support/sources.ts'
import { openWorkplace, until, type Workplace } from '../support/workplace.ts'

const DUMP = readFileSync(join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt'))
const PDF = readFileSync(join(ROOT, 'samples', 'digital', 'form-2019.pdf'))

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe.skipIf(!redisInstalled())('a folder that is watched', () => {
  let at: Workplace
  let watching: Running
  const path = (name: string) => at.path(`in/${name}`)

  /** What was handed in so far. */
  async function documents(): Promise<Document[]> {
    const store = await openStore({ data: at.data })
    if ('code' in store) throw new Error(store.message)
    const found = await documentsIn(store.db, { limit: 100 })
    await store.close()
    return found
  }
  async function ids(): Promise<string[]> {
    return (await documents()).map(({ id }) => id)
  }
  const heard = (text: string) => until(() => watching.stderr().includes(text))

  beforeAll(async () => {
    at = await openWorkplace()
    mkdirSync(path('sub'), { recursive: true })
    writeFileSync(path('there.txt'), '一、总体情况\n')
    watching = at.start('watch', at.path('in'), '--settle', '2', '--batch', 'watched')
    await heard('there.txt: new')
  })
  afterAll(() => at?.close())

  test('hands in a slow copy once, and whole', async () => {
    const before = (await ids()).length
    const piece = Math.ceil(DUMP.length / 6)
    for (let start = 0; start < DUMP.length; start += piece) {
      appendFileSync(path('sub/slow.txt'), DUMP.subarray(start, start + piece))
      await delay(600) // each pause alone is shorter than the time to settle, all of them are longer
    }
    await heard('slow.txt: new')
    expect(await ids()).toHaveLength(before + 1)
    expect(await ids()).toContain(sha256(DUMP))
  })

  test('waits longer for a PDF without its end', async () => {
    writeFileSync(path('long.pdf'), PDF.subarray(0, PDF.length / 2))
    await delay(4000)
    appendFileSync(path('long.pdf'), PDF.subarray(PDF.length / 2))
    const ended = Date.now()
    await heard('long.pdf: new')
    expect(Date.now() - ended).toBeLessThan(20_000)
    const found = (await documents()).filter(({ name }) => name === 'long.pdf')
    expect(found.map(({ id }) => id)).toEqual([sha256(PDF)])
  })

  test('leaves unfinished names and other files aside until they have their own', async () => {
    const before = (await ids()).length
    for (const name of ['a.pdf.part', 'b.txt.crdownload', '.hidden.txt', '~$c.txt', 'd.tmp', 'e.csv']) {
      writeFileSync(path(name), `${name}\n`)
    }
    writeFileSync(path('f.txt'), '二、主动公开\n')
    await heard('f.txt: new')
    expect(await ids()).toHaveLength(before + 1)
    renameSync(path('b.txt.crdownload'), path('b.txt'))
    await heard('b.txt: new')
    expect(await ids()).toHaveLength(before + 2)
  })

  test('a file that changes later is handed in as what it is then, and what it was is named', async () => {
    const half = sha256(readFileSync(path('f.txt')))
    appendFileSync(path('f.txt'), '三、依申请公开\n')
    await until(() => watching.stderr().split('f.txt: new').length > 2)
    const found = (await documents()).filter(({ name }) => name === 'f.txt')
    expect(found.map(({ id }) => id)).toContain(sha256(readFileSync(path('f.txt'))))
    expect(found).toHaveLength(2)
    await heard(`f.txt: new; it has changed since it was handed in as ${half.slice(0, 12)}, which stays`)
  })

  test('a text whose copying paused for longer than the time to settle is handed in again, whole', async () => {
    const half = DUMP.subarray(0, DUMP.length / 2)
    writeFileSync(path('paused.txt'), half)
    await heard('paused.txt: new')
    appendFileSync(path('paused.txt'), DUMP.subarray(half.length))
    await heard(`paused.txt: known; it has changed since it was handed in as ${sha256(half).slice(0, 12)}, which stays`)
  })

  test('Redis may go and come back', async () => {
    await at.redis.kill()
    writeFileSync(path('down.txt'), '四、复议\n')
    await heard('down.txt: new')
    await heard('documents are kept, and enqueued when it is back')
    await at.redis.restart()
    await heard('Redis answers again')
    const status = await at.status()
    expect(status.queues?.page.waiting).toBe(status.documents)
  })

  test('the folder may go and come back, and SIGTERM ends it all in peace', async () => {
    renameSync(at.path('in'), at.path('away'))
    await heard('the folder is gone; waiting')
    mkdirSync(at.path('in'))
    await heard('the folder is back')
    writeFileSync(path('late.txt'), '五、其他\n')
    await heard('late.txt: new')
    watching.process.kill('SIGTERM')
    const { code, stderr } = await watching.ended
    expect(code).toBe(EXIT.ok)
    expect(stderr).not.toMatch(/defect|[Ee]rror/)
  })
})
