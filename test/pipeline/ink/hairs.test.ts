import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import type { Mask } from '../../../pipeline/image/raster.ts'
import { blobsOf } from '../../../pipeline/ink/blobs.ts'
import { hairsAmong } from '../../../pipeline/ink/hairs.ts'
import { paint } from './make.ts'

const EM = 20

/** A stroke two pixels wide along a circle, between two directions in degrees. */
function arc(x: number, y: number, radius: number, from: number, to: number) {
  return (px: number, py: number) => {
    const direction = ((Math.atan2(py - y, px - x) * 180) / Math.PI + 360) % 360
    return Math.abs(Math.hypot(px - x, py - y) - radius) <= 1.1 && direction >= from && direction <= to
  }
}

function box(x0: number, y0: number, x1: number, y1: number) {
  return (x: number, y: number) => x >= x0 && x < x1 && y >= y0 && y < y1
}

function found(...shapes: readonly ((x: number, y: number) => boolean)[]): number {
  const ink = paint(140, 80, (x, y) => shapes.some((shape) => shape(x, y)))
  return hairsAmong(ink, blobsOf(ink, 8), EM).length
}

test.each([
  ['upright', arc(10, 30, 26, 0, 60)],
  ['level', arc(60, 30, 24, 40, 140)],
  ['half a circle', arc(60, 40, 15, 90, 265)],
])('a bent stroke that stands alone is a hair: %s', (_, shape) => {
  expect(found(shape)).toBe(1)
})

test('a hair well beside a figure is one, the figure is none', () => {
  expect(found(arc(10, 30, 26, 0, 60), box(80, 40, 84, 54))).toBe(1)
})

test('a bent stroke with something close to it may be a bracket', () => {
  expect(found(arc(10, 30, 26, 0, 60), box(46, 40, 58, 54))).toBe(0)
})

test('straight strokes, closed ones and those as small as figures are none', () => {
  expect(found(box(20, 40, 60, 42))).toBe(0)
  expect(found(box(20, 20, 22, 50))).toBe(0)
  expect(found(arc(60, 40, 12, 0, 360))).toBe(0)
  expect(found(arc(20, 40, 13, 0, 60))).toBe(0)
})

test('no figure is a hair, be it set a third larger than labels are', () => {
  for (const family of ['Liberation Serif', 'Liberation Sans', 'Noto Serif CJK SC', 'serif'])
    for (const size of [18, 30, 37])
      for (const figure of '0123456789') expect([family, size, figure, hairsOf(figure, size, family)]).toContain(0)
})

/** How many hairs a printed figure is taken for. */
function hairsOf(figure: string, size: number, family: string): number {
  const context = createCanvas(80, 80).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 80, 80)
  context.fillStyle = '#000'
  context.font = `${size}px "${family}"`
  context.fillText(figure, 20, 55)
  const { data } = context.getImageData(0, 0, 80, 80)
  const ink: Mask = {
    width: 80,
    height: 80,
    data: Uint8Array.from({ length: 6400 }, (_, i) => (data[4 * i]! < 128 ? 1 : 0)),
  }
  return hairsAmong(ink, blobsOf(ink, 3), size * 0.75).length
}
