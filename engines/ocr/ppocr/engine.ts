import type { Engine } from '../engine.ts'
import { loadModel } from './model.ts'
import { readWithModel } from './read.ts'

/** PP-OCR's recognition network in this thread; `models` is a folder with a newer one. */
export async function startPpocr(models?: string): Promise<Engine> {
  const model = await loadModel(models)
  return { version: `ppocr-${model.version}`, read: (kind, crops) => readWithModel(model, kind, crops) }
}
