import { parentPort, workerData } from 'node:worker_threads'
import type { PageText } from '../text/page-text.ts'
import { layeredPdf } from './layered.ts'

export type LayerTask = { readonly bytes: Uint8Array; readonly pages: readonly PageText[]; readonly title: string }

// A thread for one document, see layered-apart.ts.
const { bytes, pages, title } = workerData as LayerTask
parentPort!.postMessage(await layeredPdf(bytes, pages, title))
