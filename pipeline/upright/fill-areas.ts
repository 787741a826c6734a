import { dilate, open } from '../image/morphology.ts'
import type { Mask } from '../image/raster.ts'
import { linkRuns, type Runs, runsOf } from '../image/runs.ts'
import { specksOf } from '../image/specks.ts'
import { slideWindow } from '../image/window.ts'
import { FILLS } from '../thresholds.ts'

/** A fill with the print on it: runs of its pixels, and among them those of the bare fill. */
export type FillArea = { readonly runs: Runs; readonly members: readonly number[] }

/** Areas of dark fill in a part of a page, and which of its pixels belong to one and are bare fill. */
export type FillAreas = {
  readonly whole: Mask
  readonly solid: Mask
  /** The dark pixels with those of holes too small for print. */
  readonly dark: Mask
  readonly areas: readonly FillArea[]
}

/**
 * Finds the fills among dark pixels. Paper is where hardly anything is dark and what is joined to that; solid ink and long
 * runs hold it off, so that print close to a fill's edge still counts as the fill's. Of the rest, what is thick, mostly
 * solid and does not go on beyond the part is fill; rulings, frames and heavy characters are not.
 */
export function findFillAreas(ink: Mask, dpi: number): FillAreas {
  const px = (points: number) => Math.max(1, Math.round((points * dpi) / 72))
  const dark = withoutSalt(ink, px(FILLS.salt) ** 2)
  const solid = open(dark, px(FILLS.solid / 2))
  const barred = withLongRuns(solid, dark, px(FILLS.smallest))
  const whole = open(withoutPaper(barred, dark, px(FILLS.thinnest)), px(FILLS.thinnest / 2))
  const pure = pureInk(ink, px(FILLS.pure / 2))
  const runs = runsOf(whole)
  const { pieces, piece } = linkRuns(runs)
  const areas = Array.from({ length: pieces }, (): number[] => [])
  for (let i = 0; i < runs.count; i++) areas[piece[i]!]!.push(i)
  const isFill = (members: readonly number[]) => {
    const area = sumOver(whole, runs, members)
    if (area < px(FILLS.smallest) ** 2 || sumOver(pure, runs, members) === 0) return false
    const [left, top, right, bottom] = boundsOf(runs, members)
    if (Math.max(right - left, bottom - top) < px(FILLS.longest)) return false
    const cut = left === 0 || top === 0 || right === ink.width || bottom === ink.height
    return !cut && sumOver(solid, runs, members) >= area * FILLS.share
  }
  return { whole, solid, dark, areas: areas.filter(isFill).map((members) => ({ runs, members })) }
}

/** Where all about is dark but for salt: the holes of heavy characters are more. */
function pureInk(ink: Mask, reach: number): Mask {
  const data = new Uint8Array(ink.data.length)
  slideWindow(ink, reach, (y, shares) => {
    for (let x = 0, i = y * ink.width; x < ink.width; x++, i++) if (shares[x]! >= FILLS.pureShare) data[i] = 1
  })
  return { ...ink, data }
}

/** The dark with its small holes closed. */
function withoutSalt({ width, height, data }: Mask, largest: number): Mask {
  const bright: Mask = { width, height, data: data.map((value) => 1 - value) }
  const closed = data.slice()
  specksOf(bright, largest).remove(largest, 0, (from, to) => closed.fill(1, from, to))
  return { width, height, data: closed }
}

/** Solid ink and the level and upright runs of a length that lie next to it. */
function withLongRuns(solid: Mask, dark: Mask, long: number): Mask {
  const { width } = solid
  const near = dilate(solid, long)
  const data = solid.data.slice()
  const level = runsOf(dark, long)
  for (let i = 0; i < level.count; i++)
    for (let at = level.row[i]! * width + level.from[i]!, n = level.to[i]! - level.from[i]!; n > 0; n--, at++)
      if (near.data[at] === 1) data[at] = 1
  for (let x = 0; x < width; x++)
    for (let y = 0, from = 0; y <= dark.height; y++) {
      if (y < dark.height && dark.data[y * width + x] === 1) continue
      if (y - from >= long)
        for (let at = from; at < y; at++) if (near.data[at * width + x] === 1) data[at * width + x] = 1
      from = y + 1
    }
  return { ...solid, data }
}

/** All but the paper: what neither the part's edge nor any place with hardly a dark pixel about it reaches. */
function withoutPaper({ width, height, data: bars }: Mask, dark: Mask, window: number): Mask {
  const data = new Uint8Array(width * height).fill(1)
  const front: number[] = []
  const visit = (i: number) => {
    if (data[i] === 0 || bars[i] === 1) return
    data[i] = 0
    front.push(i)
  }
  slideWindow(dark, window, (y, shares) => {
    const edge = y === 0 || y === height - 1
    for (let x = 0, i = y * width; x < width; x++, i++)
      if (edge || x === 0 || x === width - 1 || shares[x]! < FILLS.paper) visit(i)
  })
  for (let at = front.pop(); at !== undefined; at = front.pop()) {
    if (at % width > 0) visit(at - 1)
    if (at % width < width - 1) visit(at + 1)
    if (at >= width) visit(at - width)
    if (at < (height - 1) * width) visit(at + width)
  }
  return { width, height, data }
}

function boundsOf(runs: Runs, members: readonly number[]): [left: number, top: number, right: number, bottom: number] {
  let [left, right] = [Number.POSITIVE_INFINITY, 0]
  for (const i of members) {
    left = Math.min(left, runs.from[i]!)
    right = Math.max(right, runs.to[i]!)
  }
  return [left, runs.row[members[0]!]!, right, runs.row[members.at(-1)!]! + 1]
}

function sumOver({ width, data }: Mask, runs: Runs, members: readonly number[]): number {
  let sum = 0
  for (const i of members)
    for (let at = runs.row[i]! * width + runs.from[i]!, end = runs.row[i]! * width + runs.to[i]!; at < end; at++)
      sum += data[at]!
  return sum
}
