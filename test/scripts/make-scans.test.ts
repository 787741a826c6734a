import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../samples/make/random.ts'
import { CONDITIONS, drawRecipe, isCondition, ROUND } from '../../scripts/scans/conditions.ts'
import { type Coding, encode } from '../../scripts/scans/encode.ts'
import { openSource, type Source } from '../../scripts/scans/render.ts'
import { scanDocument } from '../../scripts/scans/scan-document.ts'
import type { Sheet } from '../../scripts/scans/sheet.ts'
import { type LayerKind, misread } from '../../scripts/scans/text-layer.ts'
import { turn } from '../../scripts/scans/warp.ts'
import { writePdf } from '../../scripts/scans/write-pdf.ts'
import { writeTiff } from '../../scripts/scans/write-tiff.ts'
import { makeScratch } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const DIGITAL = join(ROOT, 'samples', 'digital')
const SAMPLE = join(DIGITAL, 'mixed-forms-split-rows.pdf')
const bytes = readFileSync(SAMPLE)
const order = { seed: 'test', strength: 0.4, dpi: 75 }

async function withSource<T>(pdf: Uint8Array, use: (source: Source) => Promise<T>): Promise<T> {
  const source = await openSource(pdf)
  try {
    return await use(source)
  } finally {
    await source.close()
  }
}

async function charactersOf(pdf: Uint8Array): Promise<string[]> {
  return await withSource(pdf, async (source) => {
    const pages = Array.from({ length: source.pages }, (_, i) => i + 1)
    const pieces = await Promise.all(pages.map((page) => source.pieces(page)))
    return pieces.map((page) => page.map(({ text }) => text).join(''))
  })
}

/** A white sheet with a black bar near its top, 12 of 40 columns wide and not in the middle. */
function makeSheet(channels: 1 | 3): Sheet {
  const [width, height] = [40, 56]
  const data = new Uint8Array(width * height * channels).fill(255)
  for (let y = 4; y < 8; y++) data.fill(0, (y * width + 5) * channels, (y * width + 17) * channels)
  return { width, height, channels, data, dpi: 72 }
}

describe('a scan of a digital PDF', () => {
  test('is the same for the same seed and another for another one', async () => {
    const pages = { ...order, condition: 'fax', pages: [2] }
    const first = await scanDocument(bytes, pages)
    expect(Buffer.from(first).equals(await scanDocument(bytes, pages))).toBe(true)
    expect(Buffer.from(first).equals(await scanDocument(bytes, { ...pages, seed: 'other' }))).toBe(false)
  })

  test('has as many pages, of the same size, and no text', async () => {
    const scan = await scanDocument(bytes, { ...order, condition: 'bad' })
    await withSource(scan, async (source) => {
      expect(source.pages).toBe(3)
      expect((await source.size(2)).width).toBeCloseTo(594.96, 1)
    })
    expect(await charactersOf(scan)).toEqual(['', '', ''])
  })

  test('looks like its page: ink where the page has ink', async () => {
    const darkRows = (sheet: Sheet): number[] =>
      Array.from({ length: 20 }, (_, band) => {
        const from = Math.floor((band * sheet.height) / 20) * sheet.width * sheet.channels
        const to = Math.floor(((band + 1) * sheet.height) / 20) * sheet.width * sheet.channels
        return 255 - sheet.data.subarray(from, to).reduce((sum, level) => sum + level, 0) / (to - from)
      })
    const printed = await withSource(bytes, async (source) => darkRows(await source.render(3, 75)))
    const scan = await scanDocument(bytes, { ...order, condition: 'flat150', pages: [3] })
    const seen = await withSource(scan, async (source) => darkRows(await source.render(1, 75)))
    for (const [band, level] of printed.entries()) expect(Math.abs(seen[band]! - level)).toBeLessThan(6)
  })

  test('keeps some pages digital where mixed', async () => {
    const printed = await charactersOf(bytes)
    const mixed = await charactersOf(await scanDocument(bytes, { ...order, condition: 'mixed' }))
    expect(mixed).toHaveLength(3)
    expect([mixed[0], mixed[2]]).toEqual(['', printed[2]])
  })

  test('has text under it where asked for', async () => {
    const printed = (await charactersOf(bytes))[1]!
    const layered = await scanDocument(bytes, { ...order, condition: 'ocr-layer', pages: [2] })
    const [text = ''] = await charactersOf(layered)
    expect(text).toHaveLength(printed.length)
  })
})

test('text layers are right, slightly wrong, elsewhere or rubbish', () => {
  const pieces = [{ text: '申请数量1050件'.repeat(20), x: 10, y: 20, size: 9, width: 1620 }]
  const same = (kind: LayerKind): number => {
    const [layer] = misread(pieces, kind, seeded(kind))
    expect(layer!.text).toHaveLength(pieces[0]!.text.length)
    return [...layer!.text].filter((character, i) => character === pieces[0]!.text[i]).length / layer!.text.length
  }
  expect(misread(pieces, 'right', seeded('right'))).toEqual(pieces)
  expect(same('shifted')).toBe(1)
  expect(misread(pieces, 'shifted', seeded('shifted'))[0]!.x).toBeGreaterThan(20)
  expect(same('wrong')).toBeGreaterThan(0.75)
  expect(same('wrong')).toBeLessThan(0.95)
  expect(same('rubbish')).toBeLessThan(0.2)
})

describe('recipes', () => {
  test('exist for every condition, and strength makes them worse', () => {
    expect(CONDITIONS.length).toBeGreaterThanOrEqual(16)
    expect(ROUND.every(isCondition)).toBe(true)
    expect(['fax+photo', 'fax+', 'nothing'].some(isCondition)).toBe(false)
    const noise = (condition: string, strength: number): number => {
      const chance = { same: seeded('a'), own: seeded('b'), strength, page: 1, pages: 2 }
      return drawRecipe(condition, chance).light?.noise ?? 0
    }
    for (const condition of ['scan', 'bad', 'photo', 'fax'])
      expect(noise(condition, 1)).toBeGreaterThan(noise(condition, 0))
  })

  test('draw the same scanner for all pages of a document', () => {
    const draw = (own: string) =>
      drawRecipe('photo', { same: seeded('one'), own: seeded(own), strength: 0.5, page: 1, pages: 2 })
    expect(draw('page 1').dpi).toBe(draw('page 2').dpi)
    expect(draw('page 1').place).not.toEqual(draw('page 2').place)
  })
})

describe('pictures in a PDF', () => {
  const codings: readonly Coding[] = [
    { kind: 'fax' },
    { kind: 'bits' },
    { kind: 'negative' },
    { kind: 'stencil' },
    { kind: 'palette' },
    { kind: 'deep' },
    { kind: 'flate' },
    { kind: 'jpeg', quality: 95, chroma: '4:4:4' },
  ]

  test.each(codings)('come back as they went in: $kind', async (coding) => {
    for (const channels of [1, 3] as const) {
      const sheet = makeSheet(channels)
      const picture = await encode(sheet, coding)
      const page = { width: 40, height: 56, rotate: 0 as const, strips: [{ picture, share: 1 }], text: [] }
      const drawn = await withSource(writePdf([page]), (source) => source.render(1, 72))
      const expected = makeSheet(3).data
      const worst = drawn.data.reduce((most, level, i) => Math.max(most, Math.abs(level - expected[i]!)), 0)
      expect(worst).toBeLessThan(coding.kind === 'jpeg' ? 40 : 2)
    }
  })

  test('stand in a TIFF too, page by page', async () => {
    const codings: readonly Coding[] = [
      { kind: 'fax' },
      { kind: 'palette' },
      { kind: 'jpeg', quality: 95, chroma: '4:4:4' },
    ]
    const pages = await Promise.all(
      codings.map(async (coding) => {
        const sheet = makeSheet(coding.kind === 'jpeg' ? 3 : 1)
        const strips = [{ picture: await encode(sheet, coding), share: 1 }]
        return { sheet, page: { width: 20, height: 28, rotate: 0 as const, strips, text: [] } }
      }),
    )
    const tiff = writeTiff(pages)
    const { pages: count, density } = await sharp(tiff).metadata()
    expect([count, density]).toEqual([3, 144])
    for (const page of codings.keys()) {
      const grey = await sharp(tiff, { page }).toColourspace('b-w').raw().toBuffer()
      const expected = makeSheet(1).data
      expect(grey.length).toBe(expected.length)
      expect(grey.every((level, i) => Math.abs(level - expected[i]!) < 40)).toBe(true)
    }
  })

  test('turn by quarters', () => {
    const sheet = makeSheet(1)
    expect([turn(sheet, 1).width, turn(sheet, 1).data[5 * 56 + 51]]).toEqual([56, 0])
    expect(turn(turn(sheet, 1), 3)).toEqual(sheet)
    expect(turn(turn(sheet, 2), 2)).toEqual(sheet)
    expect(turn(turn(sheet, 2), 1)).toEqual(turn(sheet, 3))
  })
})

describe('the script', () => {
  const script = join(ROOT, 'scripts', 'make-scans.ts')
  const call = (...args: string[]): string =>
    execFileSync(process.execPath, [script, ...args], { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 })

  test('writes a PDF, its pages as pictures, and the truth with its condition', () => {
    const out = scratch('scans')
    call(SAMPLE, '--out', out, '--conditions', 'low100+stamped', '--images', 'png', '--strength', '0.2')
    expect(readdirSync(out).sort()).toEqual([
      ...[1, 2, 3].map((page) => `mixed-forms-split-rows-low100-stamped-p${page}.png`),
      'mixed-forms-split-rows-low100-stamped.pdf',
      'mixed-forms-split-rows-low100-stamped.truth.json',
    ])
    const truth = JSON.parse(readFileSync(join(out, 'mixed-forms-split-rows-low100-stamped.truth.json'), 'utf8'))
    const printed = JSON.parse(readFileSync(SAMPLE.replace('.pdf', '.truth.json'), 'utf8'))
    expect(truth).toEqual({ ...printed, level: 'low100+stamped' })
  })

  test('refuses conditions that it does not know', () => {
    expect(() => call(SAMPLE, '--out', scratch('none'), '--conditions', 'burnt')).toThrow(/usage: make-scans/)
  })
})
