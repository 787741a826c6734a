import type { Line, PageReading } from '../../../../schemas/page.ts'
import { READER } from '../../../../schemas/report.ts'
import { hashOf } from '../../../../store/blobs/hash.ts'
import { cancelDocument, registerDocument } from '../../../../store/documents.ts'
import type { Store } from '../../../../store/open.ts'
import { savePageReading } from '../../../../store/readings.ts'
import { packReading } from '../../../../workers/readers/reading-blob.ts'
import { smallReport } from '../../../export/support/outgoing.ts'
import { putReport } from '../../../export/support/store.ts'
import { idOf } from '../../../support/open-store.ts'
import { makePdf } from '../../../support/pdfs.ts'

/** What the only line of a scanned page says. */
export const LINE = '政府信息公开'

type Page = {
  readonly name: string
  readonly batch: string
  readonly content: Uint8Array
  readonly kind: PageReading['kind']
}

/** A document of one page in a store, as if it had been read; its id. */
export async function putPage(store: Store, { name, batch, content, kind }: Page): Promise<string> {
  const sha256 = hashOf(content)
  const source = { name, sha256, pages: 1, kind } as const
  const { document } = await putReport(store, smallReport({}, { source, reader: READER }), {
    origin: name,
    batch,
    content,
  })
  const line: Line = {
    text: LINE,
    box: [100, 100, 220, 116],
    line: 0,
    size: 12,
    cells: null,
    reader: 'ppocr',
    score: 0.99,
  }
  const size = kind === 'text' ? { width: 0, height: 0 } : { width: 595, height: 842 }
  const lines = kind === 'text' ? [] : [line]
  const reading: PageReading = { format: 'nianbao/page@1', page: 1, kind, ...size, lines, grids: [], problems: [] }
  const blob = await store.blobs.put(packReading(reading))
  await savePageReading(store.db, {
    ...{ document, page: 1, reader: 'r', blob, kind, code: null },
    ...{ seconds: 1, worker: 'test', created_at: 1 },
  })
  return document
}

/** The documents of a batch: a scan, one that is locked, a dump, and one that was never read. Their ids by name. */
export async function putBatch(
  store: Store,
  batch: string,
): Promise<Readonly<Record<'scan' | 'locked' | 'dump', string>>> {
  const pdf = (password?: string) =>
    Buffer.concat([makePdf(password === undefined ? {} : { password }), Buffer.from(`% ${batch}\n`)])
  const scan = await putPage(store, { name: '某县 2023.pdf', batch, content: pdf(), kind: 'scan' })
  const locked = await putPage(store, { name: 'locked.pdf', batch, content: pdf(''), kind: 'scan' })
  const dump = await putPage(store, { name: 'dump.txt', batch, content: Buffer.from(`年报 ${batch}`), kind: 'text' })
  const id = idOf(`never ${batch}`)
  await registerDocument(store.db, {
    id,
    name: 'never.pdf',
    size: 1,
    password: null,
    batch,
    origin: 'never.pdf',
    at: 1,
  })
  await cancelDocument(store.db, id, 'test', 2)
  return { scan, locked, dump }
}
