import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { attemptsOf } from '../../../store/attempts.ts'
import { cancelDocument, type Document, findDocument, reopenDocument } from '../../../store/documents.ts'
import { findReport } from '../../../store/reports.ts'
import { enqueueDocuments, queueCounts } from '../../../workers/queues/flow.ts'
import { type Cluster, POISON, startCluster } from '../../support/cluster.ts'
import { makeScratch, run } from '../../support/command.ts'
import { redisInstalled } from '../../support/redis.ts'
import { ROOT } from '../../support/sources.ts'

const sample = (path: string) => join(ROOT, 'samples', path)
const pdf = readFileSync(sample('digital/wrong-sum.pdf'))
/** The same content, but for a comment behind its end, under another name. */
const copy = (name: string) => ({ name, bytes: Buffer.concat([pdf, Buffer.from(`\n% ${name}\n`)]) })
const scratch = makeScratch()

describe.skipIf(!redisInstalled())('a worker', () => {
  let cluster: Cluster
  afterEach(() => cluster?.stop())

  test('writes the very reports that extract writes', async () => {
    const files = ['digital/form-2019.pdf', 'scan/stamped-wrong-sum.pdf', 'text/running-vertical.txt'].map(sample)
    cluster = await startCluster()
    await cluster.submit(files)
    await cluster.work()
    const documents = await cluster.settled()
    await run(['extract', ...files, '--out', scratch('extract'), '--quiet'])
    for (const [name, document] of documents) {
      const written = readFileSync(join(scratch('extract'), name.replace(/\.\w+$/, '.json')), 'utf8')
      expect(await cluster.report(document), name).toBe(written)
      expect(document.state).toBe(JSON.parse(written).review.needed ? 'review' : 'done')
    }
    expect(documents.size).toBe(3)
    const counts = await queueCounts(cluster.queues)
    for (const queue of Object.values(counts)) expect(Object.values(queue)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('a page that crashes, hangs or eats its reader costs that page, and holds nothing up', async () => {
    cluster = await startCluster()
    const names = ['crash.pdf', 'hang.pdf', 'eat.pdf', 'crash-opening.pdf', 'good-1.pdf', 'good-2.pdf', 'good-3.pdf']
    await cluster.submit(names.map(copy))
    await cluster.work({ entry: POISON, timeoutMs: 8000, mostMegabytes: 900 })
    const documents = await cluster.settled(100_000)
    const of = (name: string) => documents.get(name)!
    for (const name of ['good-1.pdf', 'good-2.pdf', 'good-3.pdf']) expect(of(name).code).toBeNull()
    for (const [name, code] of [
      ['crash.pdf', 'page-failed'],
      ['hang.pdf', 'page-timeout'],
      ['eat.pdf', 'page-failed'],
    ]) {
      const report = JSON.parse(await cluster.report(of(name!)))
      expect(of(name!).state, name).toBe('review')
      expect(report.problems, name).toContainEqual(expect.objectContaining({ code, page: 2 }))
      // The first page's fields are there, those of the second are in review.
      expect(report.fields['document.year'].value, name).toBe(2024)
      expect(await attemptsOf(cluster.store.db, of(name!).id), name).toHaveLength(3)
    }
    expect(of('crash-opening.pdf')).toMatchObject({ state: 'failed', code: 'reader-crashed' })
    const ended = [...documents.values()].sort((a, b) => a.ended_at! - b.ended_at!).map(({ name }) => name)
    expect(ended.slice(0, 3).sort()).toEqual(['good-1.pdf', 'good-2.pdf', 'good-3.pdf'])
  }, 120_000)

  test('what cannot be opened has failed, with its code', async () => {
    cluster = await startCluster()
    await cluster.submit([{ name: 'torn.pdf', bytes: pdf.subarray(0, 900) }, copy('good.pdf')])
    await cluster.work()
    const documents = await cluster.settled()
    expect(documents.get('torn.pdf')).toMatchObject({ state: 'failed', code: 'pdf-damaged' })
    expect(documents.get('good.pdf')!.code).toBeNull()
  })

  test('drains within its bound and gives back what it cannot end; another ends it', async () => {
    cluster = await startCluster()
    await cluster.submit([copy('hang.pdf'), copy('a.pdf'), copy('b.pdf')])
    const first = await cluster.work({
      entry: POISON,
      timeoutMs: 60_000,
      drainMs: 500,
      concurrency: 1,
      lockMs: 200_000,
    })
    await expect.poll(async () => (await queueCounts(cluster.queues)).page.active).toBeGreaterThan(0)
    await hanging(cluster)
    const started = performance.now()
    await first.stop()
    expect(performance.now() - started).toBeLessThan(30_000)
    // Long before the lock of 200 s would have run out.
    await cluster.work()
    const documents = await cluster.settled(100_000)
    expect([...documents.values()].map(({ code }) => code)).toEqual([null, null, null])
  }, 180_000)

  test('orders that Redis lost are found in the database', async () => {
    cluster = await startCluster()
    await cluster.submit([copy('a.pdf'), copy('b.pdf')])
    await cluster.queues.redis.flushall()
    await cluster.work({ lockMs: 500 })
    const documents = await cluster.settled()
    expect([...documents.values()].map(({ requeued, code }) => [requeued, code])).toEqual([
      [1, null],
      [1, null],
    ])
  })

  test('a cancelled document stays cancelled, whatever its jobs still do', async () => {
    cluster = await startCluster()
    const [id] = await cluster.submit([copy('a.pdf')])
    await cancelDocument(cluster.store.db, id!, 'somebody', Date.now())
    await cluster.work()
    await expect.poll(async () => (await queueCounts(cluster.queues)).page.waiting).toBe(0)
    expect((await cluster.settled()).get('a.pdf')!.state).toBe('cancelled')
    expect(await findReport(cluster.store.db, id!)).toBeNull()
  })

  test('another version of the rules assembles again and reads nothing; another reader reads again', async () => {
    cluster = await startCluster()
    const tasks: string[] = []
    const [id] = await cluster.submit([copy('a.pdf')])
    const choice = { onTask: ({ kind }: { kind: string }) => void tasks.push(kind) }
    const reader = 'test/1'
    const one = await cluster.work({ ...choice, versions: { reader, rules: 'a' } })
    const document = (await cluster.settled()).get('a.pdf')!
    await one.stop()
    const pages = document.pages!
    expect(tasks).toEqual(['open', ...Array(pages).fill('page'), 'assemble'])

    await again(cluster, id!)
    const two = await cluster.work({ ...choice, versions: { reader, rules: 'b' } })
    await cluster.settled()
    await two.stop()
    expect(tasks.slice(pages + 2)).toEqual(['assemble'])
    expect(await findReport(cluster.store.db, id!)).toMatchObject({ reader, rules: 'b', generation: 2 })

    await again(cluster, id!)
    await cluster.work({ ...choice, versions: { reader: 'test/2', rules: 'b' } })
    await cluster.settled()
    expect(tasks.slice(pages + 3)).toEqual(['open', ...Array(pages).fill('page'), 'assemble'])
  })

  test('a reading that the store lost is read again', async () => {
    cluster = await startCluster()
    const [id] = await cluster.submit([copy('a.pdf')])
    await cluster.work()
    const before = await cluster.report((await cluster.settled()).get('a.pdf')!)
    const rows = await cluster.store.db.run((k) => k.selectFrom('page_readings').selectAll().execute())
    const file = await cluster.store.blobs.fileOf(rows[0]!.blob)
    await import('node:fs').then(({ rmSync }) => rmSync(file!))
    await again(cluster, id!)
    const after = (await cluster.settled()).get('a.pdf')!
    expect(await cluster.report(after)).toBe(before)
    expect(after.requeued).toBe(1)
  })
})

/** Orders a settled document once more. */
async function again(cluster: Cluster, id: string): Promise<void> {
  await reopenDocument(cluster.store.db, id, ['done', 'review'], 'test', 'again', Date.now())
  await enqueueDocuments(cluster.queues, [(await findDocument(cluster.store.db, id)) as Document])
}

/** Waits until the document that hangs is being read. */
async function hanging(cluster: Cluster): Promise<void> {
  await expect.poll(async () => (await cluster.queues.page.getActive()).some((job) => job.data.page === 2)).toBe(true)
}
