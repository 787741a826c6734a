import type { Box, Ruling } from '../../schemas/geometry.ts'
import { GRIDS, INFER } from '../thresholds.ts'

/** Horizontal rulings at one height: a rule, or the pieces of one under each column. */
export type Level = {
  readonly y: number
  readonly pieces: readonly Ruling[]
  readonly from: number
  readonly to: number
}

/** A stretch of page between rules that may hold a table without verticals. */
export type Region = { readonly box: Box; readonly levels: readonly Level[] }

/** Rules at one height, top to bottom; pieces far apart belong to things standing side by side. */
export function levelsOf(horizontals: readonly Ruling[]): Level[] {
  const levels: { y: number; pieces: Ruling[]; from: number; to: number }[] = []
  for (const r of [...horizontals].sort((a, b) => a.at - b.at || a.from - b.from)) {
    const level = levels.findLast(
      (l) => r.at - l.y < GRIDS.narrowest && r.from <= l.to + INFER.pieces && r.to >= l.from - INFER.pieces,
    )
    if (!level) levels.push({ y: r.at, pieces: [r], from: r.from, to: r.to })
    else {
      level.pieces.push(r)
      level.from = Math.min(level.from, r.from)
      level.to = Math.max(level.to, r.to)
    }
  }
  return levels
}

/** Share of `from` … `to` that a level's pieces cover. */
export function levelCover(level: Level, from: number, to: number): number {
  const covered = level.pieces.reduce((sum, p) => sum + Math.max(0, Math.min(p.to, to) - Math.max(p.from, from)), 0)
  return covered / Math.max(1, to - from)
}

/**
 * Regions between rules that begin and end alike, with the shorter ones in between; `parts` says whether what stands
 * between two rules (their y's) separates two tables.
 */
export function regionsOf(levels: readonly Level[], parts: (box: Box) => boolean): Region[] {
  const regions: Region[] = []
  const used = new Set<Level>()
  for (const first of levels) {
    if (used.has(first)) continue
    const alike = levels.filter(
      (l) =>
        !used.has(l) &&
        l.y >= first.y &&
        Math.abs(l.from - first.from) <= INFER.ends &&
        Math.abs(l.to - first.to) <= INFER.ends,
    )
    let last = first
    for (const level of alike.slice(1)) {
      if (parts([first.from, last.y, first.to, level.y])) break
      last = level
    }
    if (last === first) continue
    const inside = levels.filter(
      (l) => l.y >= first.y && l.y <= last.y && l.from >= first.from - INFER.ends && l.to <= first.to + INFER.ends,
    )
    for (const l of inside) used.add(l)
    regions.push({ box: [first.from, first.y, first.to, last.y], levels: inside })
  }
  return regions
}
