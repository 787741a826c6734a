import type { Ruling } from '../../schemas/geometry.ts'
import { INFER, RULINGS } from '../thresholds.ts'

/** Rulings that hang together by crossing or touching: what a lattice is made of. */
export type Component = { readonly horizontals: readonly Ruling[]; readonly verticals: readonly Ruling[] }

/** Splits a page's rulings into components, top to bottom, left to right. Rulings that touch nothing come back alone. */
export function componentsOf(rulings: readonly Ruling[]): Component[] {
  const horizontals = rulings.filter((r) => r.kind === 'horizontal')
  const verticals = rulings.filter((r) => r.kind === 'vertical')
  const parent = Array.from({ length: horizontals.length + verticals.length }, (_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }
  verticals.forEach((v, j) => {
    horizontals.forEach((h, i) => {
      if (touch(h, v)) parent[root(horizontals.length + j)] = root(i)
    })
  })
  const groups = new Map<number, { horizontals: Ruling[]; verticals: Ruling[] }>()
  const groupOf = (i: number) => {
    const key = root(i)
    const group = groups.get(key) ?? { horizontals: [], verticals: [] }
    groups.set(key, group)
    return group
  }
  horizontals.forEach((h, i) => {
    groupOf(i).horizontals.push(h)
  })
  verticals.forEach((v, j) => {
    groupOf(horizontals.length + j).verticals.push(v)
  })
  const sorted = [...groups.values()].sort((a, b) => top(a) - top(b) || left(a) - left(b))
  return joinStripes(sorted)
}

/** Whether a horizontal and a vertical ruling cross or come close enough to be meant to. */
export function touch(h: Ruling, v: Ruling): boolean {
  const near = RULINGS.cross + Math.max(h.thickness, v.thickness) / 2
  return v.at >= h.from - near && v.at <= h.to + near && h.at >= v.from - near && h.at <= v.to + near
}

/** Every other row of a table on a coloured stripe: boxes of one width, evenly apart, are one table. */
function joinStripes(components: readonly Component[]): Component[] {
  const rest = [...components]
  const joined: Component[] = []
  while (rest.length > 0) {
    let first = rest.shift()!
    const stripes: Component[] = []
    for (let i = 0; i < rest.length; i++) {
      const next = rest[i]!
      if (!isStripe(next) || !sameSides(first, next)) continue
      const height = bottom(next) - top(next)
      if (top(next) - bottom(stripes[stripes.length - 1] ?? first) > INFER.stripeGap * height) break
      stripes.push(next)
    }
    if (stripes.length >= 2) {
      for (const s of stripes) rest.splice(rest.indexOf(s), 1)
      const all = [first, ...stripes]
      first = { horizontals: all.flatMap((c) => c.horizontals), verticals: all.flatMap((c) => c.verticals) }
    }
    joined.push(first)
  }
  return joined
}

function isStripe(c: Component): boolean {
  return c.horizontals.length === 2 && c.verticals.length === 2
}

function sameSides(a: Component, b: Component): boolean {
  return Math.abs(left(a) - left(b)) <= RULINGS.cross && Math.abs(rightmost(a) - rightmost(b)) <= RULINGS.cross
}

function rightmost(c: Component): number {
  return Math.max(...c.horizontals.map((h) => h.to), ...c.verticals.map((v) => v.at))
}

function bottom(c: Component): number {
  return Math.max(...c.horizontals.map((h) => h.at), ...c.verticals.map((v) => v.to))
}

function top(c: Component): number {
  return Math.min(...c.horizontals.map((h) => h.at), ...c.verticals.map((v) => v.from))
}

function left(c: Component): number {
  return Math.min(...c.horizontals.map((h) => h.from), ...c.verticals.map((v) => v.at))
}
