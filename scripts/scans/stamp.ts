import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '../../samples/make/random.ts'
import { drawSurface } from './noise.ts'
import { mix, type Sheet } from './sheet.ts'

/** A mark in coloured ink over the print. Positions are shares of the page, lengths in points, opacity 0 to 1. */
export interface Mark {
  readonly kind: 'seal' | 'signature' | 'highlighter' | 'circle' | 'line' | 'watermark'
  readonly x: number
  readonly y: number
  readonly size: number
  readonly colour: readonly [number, number, number]
  readonly opacity: number
}

/**
 * Prints marks over a colour sheet. Ink takes light away, so black print under a mark stays black. The seal's characters
 * are made-up strokes, so that no font of the machine matters.
 */
export function stamp(sheet: Sheet, marks: readonly Mark[], random: Random): Sheet {
  const data = new Uint8Array(sheet.data)
  for (const mark of marks) press({ ...sheet, data }, mark, random)
  return { ...sheet, data }
}

function press(sheet: Sheet, mark: Mark, random: Random): void {
  const { width, height, data } = sheet
  const side = Math.ceil((mark.size * sheet.dpi) / 72) + 4
  const canvas = createCanvas(side, side)
  const ctx = canvas.getContext('2d')
  ctx.translate(side / 2, side / 2)
  ctx.scale((side - 4) / 2, (side - 4) / 2)
  // Stamps and signatures stand askew, what follows a line of print hardly.
  const askew = mark.kind === 'seal' || mark.kind === 'signature' ? 0.3 : 0.03
  ctx.rotate(mix(-askew, askew, random.unit()))
  ctx.strokeStyle = 'black'
  ctx.fillStyle = 'black'
  DRAW[mark.kind](ctx, random)
  const mask = ctx.getImageData(0, 0, side, side).data
  const uneven = drawSurface(12, random)
  const fine = drawSurface(90, random)
  const left = Math.round(mark.x * width - side / 2)
  const top = Math.round(mark.y * height - side / 2)
  for (let j = Math.max(0, -top); j < Math.min(side, height - top); j++)
    for (let i = Math.max(0, -left); i < Math.min(side, width - left); i++) {
      const covered = mask[(j * side + i) * 4 + 3]! / 255
      if (covered === 0) continue
      const wet = 0.85 + 0.25 * uneven.at(i / side, j / side) + 0.2 * fine.at(i / side, j / side)
      const ink = covered * mark.opacity * Math.min(1, Math.max(0.2, wet))
      const at = ((top + j) * width + left + i) * 3
      for (let c = 0; c < 3; c++) data[at + c] = data[at + c]! * (1 - ink * (1 - mark.colour[c]! / 255))
    }
}

// A ring, a five-pointed star, the organisation's name along the upper arc and now and then a line below the star.
function drawSeal(ctx: SKRSContext2D, random: Random): void {
  ctx.lineWidth = 0.06
  ctx.beginPath()
  ctx.arc(0, 0, 0.96, 0, 2 * Math.PI)
  ctx.stroke()
  ctx.beginPath()
  for (let i = 0; i < 10; i++) {
    const radius = i % 2 === 0 ? 0.3 : 0.115
    const angle = (i * Math.PI) / 5
    ctx.lineTo(radius * Math.sin(angle), -radius * Math.cos(angle))
  }
  ctx.fill()
  const count = random.int(8, 14)
  for (let i = 0; i < count; i++) {
    ctx.save()
    ctx.rotate(((i + 0.5) / count - 0.5) * 1.55 * Math.PI)
    ctx.translate(0, -0.74)
    drawCharacter(ctx, random, 0.2, 0.26)
    ctx.restore()
  }
  if (random.chance(0.5))
    for (let i = 0; i < 5; i++) {
      ctx.save()
      ctx.translate((i - 2) * 0.17, 0.56)
      drawCharacter(ctx, random, 0.13, 0.13)
      ctx.restore()
    }
}

// Some strokes across, some down, a slant or a box: what a character looks like from afar.
function drawCharacter(ctx: SKRSContext2D, random: Random, width: number, height: number): void {
  ctx.lineWidth = 0.028
  const line = (x0: number, y0: number, x1: number, y1: number): void => {
    ctx.beginPath()
    ctx.moveTo((x0 - 0.5) * width, (y0 - 0.5) * height)
    ctx.lineTo((x1 - 0.5) * width, (y1 - 0.5) * height)
    ctx.stroke()
  }
  for (const y of [0.08, 0.36, 0.64, 0.92])
    if (random.chance(0.65)) line(random.unit() * 0.25, y, 1 - random.unit() * 0.25, y)
  for (const x of [0.15, 0.5, 0.85]) if (random.chance(0.55)) line(x, random.unit() * 0.3, x, 1 - random.unit() * 0.3)
  if (random.chance(0.5)) line(0.5, 0.4, 0.05, 1)
  if (random.chance(0.5)) line(0.5, 0.4, 0.95, 1)
}

// A broad stroke, a loop or a line by hand; a band of characters aslant, as websites put under what they publish.
const DRAW: Readonly<Record<Mark['kind'], (ctx: SKRSContext2D, random: Random) => void>> = {
  seal: drawSeal,
  signature: drawSignature,
  highlighter(ctx) {
    ctx.fillRect(-1, -0.07, 2, 0.14)
  },
  circle(ctx, random) {
    ctx.lineWidth = 0.04
    ctx.beginPath()
    ctx.ellipse(0, 0, 0.9, mix(0.4, 0.6, random.unit()), 0, 0, 2 * Math.PI * mix(0.92, 1.05, random.unit()))
    ctx.stroke()
  },
  line(ctx, random) {
    ctx.lineWidth = 0.02
    ctx.beginPath()
    ctx.moveTo(-0.95, 0)
    ctx.bezierCurveTo(-0.3, mix(-0.08, 0.08, random.unit()), 0.3, mix(-0.08, 0.08, random.unit()), 0.95, 0)
    ctx.stroke()
  },
  watermark(ctx, random) {
    ctx.rotate(-0.6)
    const count = random.int(4, 7)
    for (let i = 0; i < count; i++) {
      ctx.save()
      ctx.translate(((i + 0.5) / count - 0.5) * 1.7, 0)
      drawCharacter(ctx, random, 0.22, 0.24)
      ctx.restore()
    }
  },
}

function drawSignature(ctx: SKRSContext2D, random: Random): void {
  ctx.lineWidth = mix(0.015, 0.035, random.unit())
  ctx.lineCap = 'round'
  ctx.beginPath()
  let [x, y] = [-0.9, 0.1]
  ctx.moveTo(x, y)
  const near = (range: number): number => (random.unit() * 2 - 1) * range
  while (x < 0.85) {
    const to = [x + mix(0.03, 0.25, random.unit()), near(0.25)] as const
    ctx.bezierCurveTo(x + near(0.2), y + near(0.35), to[0] + near(0.2), to[1] + near(0.35), to[0], to[1])
    ;[x, y] = to
  }
  ctx.stroke()
}
