// How long a reviewer waits for the next item: a real Chromium on the real server with 10,000 items in the queue and
// 100,000 documents in the store, items accepted by keyboard, from the key to the painted item, in milliseconds.
//   node bench/review-page.ts [--documents 100000] [--queued 1120] [--settle 60] [--pause 600] [--postgres]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { chromium } from 'playwright-core'
import { pageAssets } from '../review/server/assets/page.ts'
import { CHROMIUM, CHROMIUM_ARGS } from '../samples/make/pdf.ts'
import { open } from '../test/support/open-store.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { serveStore } from '../test/support/serve-store.ts'
import { copyDocument, readOnce, takeOver } from './review/copies.ts'
import { fillStore } from './review/fill.ts'
import { spread } from './review/spread.ts'
import { type Turn, watchTurns } from './review/turns.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100000' },
    queued: { type: 'string', default: '1120' },
    settle: { type: 'string', default: '60' },
    pause: { type: 'string', default: '600' },
    postgres: { type: 'boolean', default: false },
  },
})
const [documents, queued, settle, pause] = [values.documents, values.queued, values.settle, values.pause].map(
  Number,
) as [number, number, number, number]
const SCAN = join(import.meta.dirname, '..', 'samples', 'scan', 'stamped-wrong-sum.pdf')
/** So sure has a reading to be here: nine fields of the scan are not. */
const THRESHOLD = 0.998

const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const assets = await pageAssets(() => {})
const choices = { assets, reviewThreshold: THRESHOLD }
const own = await open({ data })
let store = own
let serving = await serveStore(own, choices)
const first = await readOnce(own, SCAN)
const postgres = values.postgres ? await startPostgres() : null
if (postgres) {
  // Without queues only a store in a data folder is read: what was read there is taken over.
  await serving.stop()
  store = await open({ data, database: postgres.url })
  await takeOver(own, store, first)
  await own.close()
  serving = await serveStore(store, choices)
}
const items = await copyDocument(store, first, SCAN, queued - 1)
await fillStore(store, {
  documents: documents - queued,
  queued: 0,
  items: 0,
  decisions: documents - queued,
  now: Date.now(),
})
// What autovacuum does within a minute or two.
if (postgres) await store.db.run((k) => sql`vacuum analyze`.execute(k))
console.log(`${documents} documents, ${items * queued} items in ${queued}, ${pause} ms between keys; ${store.db.kind}`)

const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS })
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
await page.addInitScript(watchTurns)
await page.goto(serving.link)
await page.locator('[aria-selected=true]').waitFor()
await page.locator('.picture:not(.fetching)').waitFor()
for (let settled = 0; settled < settle; settled++) {
  await page.waitForTimeout(pause)
  await page.keyboard.press('Enter')
  await page.waitForFunction(
    (count) => (globalThis as unknown as { turns: Turn[] }).turns.length === count,
    settled + 1,
  )
}
const turns = await page.evaluate(() => (globalThis as unknown as { turns: Turn[] }).turns)
const line = (what: string, of: readonly Turn[]) => {
  console.log(
    spread(
      `${what}: item`,
      of.map(({ item }) => item),
    ),
  )
  console.log(
    spread(
      `${what}: page around it`,
      of.map(({ picture }) => picture),
    ),
  )
}
line('all', turns)
line(
  'within a document',
  turns.filter(({ other }) => !other),
)
line(
  'of the next document',
  turns.filter(({ other }) => other),
)

await browser.close()
await serving.stop()
await store.close()
await postgres?.stop()
rmSync(data, { recursive: true, force: true })
