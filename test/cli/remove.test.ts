import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nextTask } from '../../review/queue/next.ts'
import { EXIT } from '../../schemas/problem.ts'
import { registerDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { putDocument } from '../review/queue/reviewed.ts'
import { makeScratch, run } from '../support/command.ts'
import { idOf, open, submission } from '../support/open-store.ts'

const scratch = makeScratch()
const data = scratch('data')
const env = { NIANBAO_DATA: data, NIANBAO_REDIS_URL: 'redis://127.0.0.1:1' }
const nianbao = (...args: string[]) => run(args, { env })
let store: Store
beforeAll(async () => {
  store = await open({ data })
  const fields = { f: { flagged: true } }
  for (const text of ['a', 'b', 'c']) await putDocument(store, text, { fields })
  await putDocument(store, 'd', { fields, batch: 'mistake' })
  await registerDocument(store.db, submission('a', { batch: 'mistake' }))
  await registerDocument(store.db, submission('e', { batch: 'waiting' }))
})
afterAll(() => store.close())

test('documents are removed for good once somebody says so', async () => {
  const asked = await nianbao('remove', 'b.pdf')
  expect(asked).toMatchObject({ code: EXIT.usage, stdout: '' })
  expect(asked.stderr).toBe('nianbao: 1 document (b.pdf) would be removed for good; say --yes\n')
  expect(await nianbao('remove', 'b.pdf', 'nobody.pdf', '--yes')).toMatchObject({
    code: EXIT.input,
    stderr: expect.stringMatching(/nobody\.pdf.*\n1 document removed\n$/s),
  })
  expect((await nianbao('remove', '--yes')).code).toBe(EXIT.usage)
  expect(await nianbao('remove', '--batch', 'mistake', '--yes')).toMatchObject({
    code: EXIT.ok,
    stderr: '1 document removed · 1 only withdrawn from the batch\n',
  })
  expect((await nianbao('remove', '--batch', 'mistake', '--yes')).stderr).toContain('nothing was submitted')
  const left = await store.db.run((k) => k.selectFrom('documents').select('name').orderBy('name').execute())
  expect(left.map(({ name }) => name)).toEqual(['a.pdf', 'c.pdf', 'e.pdf'])
})

test('what somebody settles, or waits to be read, stays unless it must go', async () => {
  const leased = await nextTask(store, { who: 'ann', filter: {}, now: Date.now(), leaseMs: 300_000 })
  expect([idOf('a'), idOf('c')]).toContain(leased?.document)
  expect(await nianbao('remove', 'a.pdf', 'c.pdf', 'e.pdf', '--yes')).toMatchObject({
    code: EXIT.input,
    stderr: '1 document removed · left as they are: 1 being read, 1 being settled\n',
  })
  expect(await nianbao('remove', leased!.document.slice(0, 12), 'e.pdf', '--yes', '--force')).toMatchObject({
    code: EXIT.ok,
    stderr: '2 documents removed\n',
  })
})

test('a sweep frees what is old and named by nobody', async () => {
  const files = () =>
    readdirSync(join(data, 'blobs'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const kept = await store.blobs.put(Buffer.from('young'))
  const all = files()
  for (const { parentPath, name } of all) if (name !== kept) utimesSync(join(parentPath, name), 1, 1)
  expect((await nianbao('sweep', '--older-than', '1')).code).toBe(EXIT.usage)
  const told = await nianbao('sweep', '--dry-run')
  expect(told).toMatchObject({ code: EXIT.ok, stderr: `${all.length - 1} files, 0.0 MB would go\n` })
  expect(files().length).toBe(all.length)
  expect((await nianbao('sweep', '--grace', '0')).stderr).toBe(`${all.length - 1} files, 0.0 MB gone\n`)
  expect(files().map(({ name }) => name)).toEqual([kept])
})
