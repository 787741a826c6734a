import { expect, test } from 'vitest'
import type { Drawing, Glyph, Pixels } from '../../../pipeline/open/drawing.ts'
import { trustRuns } from '../../../pipeline/open/trust.ts'
import { joinGlyphs } from '../../../pipeline/open/words.ts'

/** White paper of 100 by 50 points, one pixel each. */
const paper = (): Pixels => ({ width: 100, height: 50, scale: 1, data: new Uint8Array(100 * 50 * 4).fill(255) })

const page = (glyphs: readonly Glyph[], more: Partial<Drawing> = {}): Drawing => ({
  width: 100,
  height: 50,
  glyphs,
  strokes: [],
  fills: [],
  images: [],
  cut: false,
  ...more,
})

function glyphs(text: string, more: Partial<Glyph> = {}): Glyph[] {
  return Array.from(text, (c, i) => ({
    text: c,
    box: [10 + i * 8, 10, 18 + i * 8, 20],
    size: 10,
    advance: 0.5,
    turn: 0,
    vertical: false,
    painted: true,
    tracking: 0,
    font: 'f1',
    fontMissing: false,
    clipped: false,
    colour: 0,
    order: 5,
    ...more,
  }))
}

const trusted = (all: readonly Glyph[], more: Partial<Drawing> = {}) =>
  trustRuns(joinGlyphs(all), page(all, more), paper(), paper()).trusted.map((r) => r.text)

test('text that the machine has no font for is trusted if it would be seen', () => {
  expect(trusted(glyphs('总计', { fontMissing: true }))).toEqual(['总计'])
  expect(trusted(glyphs('总计'))).toEqual([])
})

test('and not if it is white, clipped, covered later, off the page or invisible', () => {
  const missing = { fontMissing: true }
  expect(trusted(glyphs('总计', { ...missing, colour: 0xffffff }))).toEqual([])
  expect(trusted(glyphs('总计', { ...missing, colour: null }))).toEqual([])
  expect(trusted(glyphs('总计', { ...missing, clipped: true }))).toEqual([])
  expect(trusted(glyphs('总计', { ...missing, painted: false }))).toEqual([])
  expect(trusted(glyphs('总计', { ...missing, box: [200, 10, 208, 20] }))).toEqual([])
  const picture = (order: number) => ({ images: [{ box: [0, 0, 90, 45] as const, order }] })
  expect(trusted(glyphs('总计', missing), picture(9))).toEqual([])
  expect(trusted(glyphs('总计', missing), picture(1))).toEqual(['总计'])
})

test('a font with characters that are no text is not believed at all, another one is', () => {
  const lost = [
    ...glyphs('+HOOR', { font: 'lost', fontMissing: true }),
    ...glyphs('\u0013\u0014', { font: 'lost', fontMissing: true }),
  ]
  const sound = glyphs('fine', { fontMissing: true }).map((g) => ({ ...g, box: [g.box[0], 30, g.box[2], 40] as const }))
  const trust = trustRuns(joinGlyphs([...lost, ...sound]), page([...lost, ...sound]), paper(), paper())
  expect(trust.trusted.map((r) => r.text)).toEqual(['fine'])
  expect(trust.garbled.length).toBeGreaterThan(0)
})

test('a character twice as wide as elsewhere in its font is another one', () => {
  const sound = glyphs('2,643', { fontMissing: true })
  const wrong = glyphs('2', { fontMissing: true, advance: 1 }).map((g) => ({ ...g, box: [60, 30, 70, 40] as const }))
  const all = [...sound, ...wrong]
  const trust = trustRuns(joinGlyphs(all), page(all), paper(), paper())
  expect([trust.trusted, trust.garbled].map((runs) => runs.map((r) => r.text))).toEqual([['2,643'], ['2']])
})

test('a glyph that claims to be a sentence is none', () => {
  const all = [
    ...glyphs('fine', { fontMissing: true }),
    { ...glyphs('x')[0]!, fontMissing: true, text: 'A'.repeat(19), box: [60, 30, 70, 40] as const },
  ]
  const trust = trustRuns(joinGlyphs(all), page(all), paper(), paper())
  expect([trust.trusted.length, trust.garbled.length]).toEqual([1, 1])
})

test('bullets of symbol fonts are neither words nor distrusted', () => {
  const bullet = glyphs('\uF0B7', { font: 'wingdings', fontMissing: true })
  expect(trustRuns(joinGlyphs(bullet), page(bullet), paper(), paper())).toEqual({
    trusted: [],
    unseen: [],
    garbled: [],
  })
})
