import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { loadModel } from '../../../../engines/ocr/ppocr/model.ts'
import { readStrip } from '../../../../engines/ocr/ppocr/read.ts'
import { loadRuntime, loadWasm } from '../../../../engines/ocr/ppocr/runtime.ts'
import type { Gray } from '../../../../pipeline/image/raster.ts'

test('figures are read alike natively and in WebAssembly, which serves where the native runtime is not installed', async () => {
  const strip = drawn('10482  397  56')
  const native = await loadModel(undefined, loadRuntime)
  const wasm = await loadModel(undefined, loadWasm)
  const [one, other] = [await readStrip(native, strip), await readStrip(wasm, strip)]
  const textOf = (characters: typeof one) => characters.map(({ text }) => text).join('')
  expect(textOf(one).replace(/\s/g, '')).toBe('1048239756')
  expect(textOf(other)).toBe(textOf(one))
  expect(Math.max(...one.map(({ score }, index) => Math.abs(score - other[index]!.score)))).toBeLessThan(1e-3)
  expect(wasm.version).toBe(native.version)
})

function drawn(text: string): Gray {
  const canvas = createCanvas(400, 48)
  const pen = canvas.getContext('2d')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, 400, 48)
  pen.fillStyle = 'black'
  pen.font = '36px sans-serif'
  pen.fillText(text, 20, 38)
  const { data } = pen.getImageData(0, 0, 400, 48)
  return { width: 400, height: 48, data: Uint8Array.from({ length: 400 * 48 }, (_, index) => data[index * 4]!) }
}
