import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { findDocument, registerDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { refreshQueue } from '../../store/review/queue-row.ts'
import type { Schema } from '../../store/schema.ts'

const BATCH = 'copies'

/** Hands in a file; a server that reads is waited for until its report is there. Gives its id. */
export async function readOnce(store: Store, path: string): Promise<string> {
  const bytes = readFileSync(path)
  const id = await store.blobs.put(bytes)
  const name = basename(path)
  const at = Date.now()
  await registerDocument(store.db, {
    ...{ id, name, size: bytes.length, password: null, batch: BATCH, origin: path, at },
  })
  for (;;) {
    const state = (await findDocument(store.db, id))?.state
    if (state === 'review' || state === 'done') return id
    if (state === 'failed') throw new Error(`${path} cannot be read`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/**
 * Puts as many more documents into the store as asked for, each the same file with another number behind its end, read as
 * that was, each of an agency of its own. Gives how many items each of them has.
 */
export async function copyDocument(store: Store, id: string, path: string, count: number): Promise<number> {
  const bytes = readFileSync(path)
  const { documents, ...others } = await rowsOf(store, id)
  const AT_ONCE = 50
  for (let start = 1; start <= count; start += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - start + 1) }, (_, i) => start + i)
    const ids = await Promise.all(numbers.map((n) => store.blobs.put(Buffer.concat([bytes, Buffer.from(`%${n}\n`)]))))
    await store.db.transaction(async (k) => {
      const about = (i: number) => ({ agency: `copy ${numbers[i]}`, organization: `Copy ${numbers[i]}` })
      const copies = ids.map((copy, i) => ({ ...documents[0]!, id: copy, ...about(i) }))
      await k.insertInto('documents').values(copies).execute()
      for (const [table, of] of Object.entries(others)) {
        const linked = table === 'reports' ? { linked: 1 } : {}
        const copied = ids.flatMap((document) => of.map((row) => ({ ...row, document, ...linked })))
        // Rows of whatever table: they were just read from it.
        await k
          .insertInto(table as keyof Schema)
          .values(copied as never)
          .execute()
      }
      for (const copy of ids) await refreshQueue(k, copy)
    })
  }
  return others.review_items.length
}

/** Puts a document with what was read of it into another database over the same blobs. */
export async function takeOver(from: Store, to: Store, id: string): Promise<void> {
  const rows = await rowsOf(from, id)
  await to.db.transaction(async (k) => {
    for (const [table, of] of Object.entries(rows))
      if (of.length > 0)
        await k
          .insertInto(table as keyof Schema)
          .values(of as never)
          .execute()
    await refreshQueue(k, id)
  })
}

function rowsOf(store: Store, id: string) {
  return store.db.run(async (k) => ({
    documents: await k.selectFrom('documents').selectAll().where('id', '=', id).execute(),
    submissions: await k.selectFrom('submissions').selectAll().where('document', '=', id).execute(),
    openings: await k.selectFrom('openings').selectAll().where('document', '=', id).execute(),
    page_readings: await k.selectFrom('page_readings').selectAll().where('document', '=', id).execute(),
    reports: await k.selectFrom('reports').selectAll().where('document', '=', id).execute(),
    review_items: await k.selectFrom('review_items').selectAll().where('document', '=', id).execute(),
  }))
}
