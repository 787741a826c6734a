import { parentPort } from 'node:worker_threads'
import type { Problem } from '../../schemas/problem.ts'
import type { ReadImage } from '../image/read-image.ts'
import { type LocalPdf, type OpenOptions, openHere } from './document.ts'
import type { PageLook } from './look.ts'

/** What the thread is asked, one request at a time per document, and what it answers under the same id. */
export type Request =
  | { readonly id: number; readonly kind: 'open'; readonly bytes: Uint8Array; readonly options: OpenOptions }
  | { readonly id: number; readonly kind: 'look'; readonly page: number }
  | { readonly id: number; readonly kind: 'picture'; readonly page: number; readonly across?: number }
  | { readonly id: number; readonly kind: 'close' }
export type Opened = { readonly pages: number; readonly problems: readonly Problem[] }
export type Answer =
  | { readonly id: number; readonly opened: Opened | Problem }
  | { readonly id: number; readonly look: PageLook }
  | { readonly id: number; readonly picture: ReadImage | Problem }
  | { readonly id: number; readonly closed: true }
  | { readonly id: number; readonly defect: string }

let doc: LocalPdf | null = null
let queue: Promise<void> = Promise.resolve()

parentPort?.on('message', (request: Request) => {
  queue = queue
    .then(() => answer(request))
    .catch(
      (error): Answer => ({
        id: request.id,
        defect: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    )
    .then((reply) => parentPort?.postMessage(reply, 'picture' in reply ? pixelsOf(reply.picture) : []))
})

async function answer(request: Request): Promise<Answer> {
  const { id } = request
  if (request.kind === 'open') {
    const opened = await openHere(request.bytes, request.options)
    if ('code' in opened) return { id, opened }
    doc = opened
    return { id, opened: { pages: opened.pages, problems: opened.problems } }
  }
  if (request.kind === 'close') {
    await doc?.close()
    doc = null
    return { id, closed: true }
  }
  if (!doc) throw new Error('no document is open in this thread')
  if (request.kind === 'picture') return { id, picture: await doc.pagePicture(request.page, request.across) }
  return { id, look: await doc.lookAtPage(request.page) }
}

/** The memory of a picture, to be handed over instead of copied. */
function pixelsOf(picture: ReadImage | Problem): ArrayBuffer[] {
  if ('code' in picture) return []
  const { buffer } = picture.raster.data
  return buffer instanceof ArrayBuffer ? [buffer] : []
}
