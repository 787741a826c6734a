import type { Engine, Guard } from '../engine.ts'
import { readStrips } from '../read-strips.ts'
import { OCR } from '../settings.ts'
import { loadModel } from './model.ts'
import { readStrip } from './read.ts'

/** PP-OCR's recognition network in this thread, the same for figures and text; `models` is a folder with a newer one. Guarded
 * is only the reading: whoever starts it guards that himself. */
export async function startPpocr(models: string | undefined, guard: Guard): Promise<Engine> {
  const model = await loadModel(models)
  return {
    version: `ppocr-${model.version}-${OCR.layout}`,
    read: (kind, crops) => readStrips(crops, OCR.ppocr[kind], (strip) => guard(() => readStrip(model, strip))),
  }
}
