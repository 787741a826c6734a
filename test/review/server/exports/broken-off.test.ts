import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HttpBindings, serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packFile } from '../../../../export/zip/pack.ts'
import { filesExport } from '../../../../review/server/exports/files.ts'
import type { Makers } from '../../../../review/server/exports/making/makers.ts'
import type { Store } from '../../../../store/open.ts'
import { unzipped } from '../../../export/support/zip.ts'
import { open } from '../../../support/open-store.ts'
import { until } from '../support.ts'
import { putBatch } from './archived.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-broken-'))
const temporary = join(folder, 'tmp')
const before = process.env.TMPDIR
let store: Store
let ids: Awaited<ReturnType<typeof putBatch>>
beforeAll(async () => {
  mkdirSync(temporary)
  process.env.TMPDIR = temporary
  store = await open({ data: join(folder, 'data') })
  ids = await putBatch(store, 'one')
})
afterAll(async () => {
  await store.close()
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(folder, { recursive: true, force: true })
})

type Served = { readonly url: string; readonly told: unknown[]; close(): Promise<void> }

/** Serves the batch, or one document, as bags that `make` makes. */
async function served(make: Makers['make'], document?: string): Promise<Served> {
  const told: unknown[] = []
  const server = serve({
    ...{ port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false },
    async fetch({ signal }, { outgoing }) {
      const onBroken = (error: unknown) => {
        told.push(error)
        ;(outgoing as HttpBindings['outgoing']).destroy()
      }
      const { body } = await filesExport(
        { store, makers: { make, close() {} }, signal, onBroken },
        { format: 'bag', document },
      )
      return new Response(body)
    },
  }) as Server
  await until(async () => server.listening)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    told,
    async close() {
      server.closeAllConnections()
      await new Promise((settle) => server.close(settle))
    },
  }
}

const writing: Makers['make'] = async ({ stem, into }) => {
  const { head, data } = await packFile({ path: `${stem}.pdf`, bytes: Buffer.alloc(100_000, stem) })
  writeFileSync(into, data)
  return { entries: [head], problems: [] }
}

test('a zip ends where everything was made, and leaves nothing on the disk', async () => {
  const { url, told, close } = await served(writing)
  const files = await unzipped(Buffer.from(await (await fetch(url)).arrayBuffer()))
  expect([...files.keys()].sort()).toEqual(['dump.pdf', 'left-out.csv', 'locked.pdf', '某县 2023.pdf'])
  await until(async () => readdirSync(temporary).length === 0)
  expect(told).toEqual([])
  await close()
})

test('a zip that cannot be made to its end does not look whole, and leaves nothing on the disk', async () => {
  let made = 0
  const { url, told, close } = await served(async (order, signal) => {
    if (++made === 3) throw new Error('the disk is full')
    return writing(order, signal)
  })
  await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow()
  expect(told).toMatchObject([{ message: 'the disk is full' }])
  await until(async () => readdirSync(temporary).length === 0)
  await close()
})

test('whoever goes away ends the making, which is no failure, and leaves nothing on the disk', async () => {
  let ended = 0
  let made = 0
  const { url, told, close } = await served((order, signal) => {
    if (++made === 1) return writing(order, signal)
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        ended++
        reject(signal.reason)
      })
    })
  })
  const leaving = new AbortController()
  const response = await fetch(url, { signal: leaving.signal })
  await until(async () => made === 2)
  leaving.abort()
  await expect(response.arrayBuffer()).rejects.toThrow()
  await until(async () => ended === 1)
  await until(async () => readdirSync(temporary).length === 0)
  expect([made, told]).toEqual([2, []])
  await close()
})

test('one document that is being made is given up where nobody waits for it any more', async () => {
  let making = 0
  let ended = 0
  const hanging: Makers['make'] = (_, signal) => {
    making++
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        ended++
        reject(signal.reason)
      })
    })
  }
  const { url, close } = await served(hanging, ids.scan)
  const leaving = new AbortController()
  const response = fetch(url, { signal: leaving.signal })
  response.catch(() => {})
  await until(async () => making === 1)
  leaving.abort()
  await until(async () => ended === 1)
  await until(async () => readdirSync(temporary).length === 0)
  await close()
})
