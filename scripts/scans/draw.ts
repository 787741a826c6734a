import type { Random } from '../../samples/make/random.ts'
import type { Coding } from './encode.ts'
import type { Recipe } from './recipe.ts'
import { mix } from './sheet.ts'

/**
 * Where a page's damage is drawn from: `same` gives every page of a document the same draws (one scanner, one copier),
 * `own` gives each page its own. `strength` is 0 (hardly any damage) to 1 (barely legible).
 */
export interface Chance {
  readonly same: Random
  readonly own: Random
  readonly strength: number
  /** 1-based. */
  readonly page: number
  readonly pages: number
}

/** A first way of reaching pixels: everything that a recipe must have. */
export type Base = (chance: Chance) => Recipe

/** Any of both signs, the larger the stronger. */
export function either(most: number, { own }: Chance): number {
  return (own.unit() * 2 - 1) * most
}

/** Between `weak` and `strong`, by strength. */
export function by(weak: number, strong: number, { strength }: Chance): number {
  return mix(weak, strong, strength)
}

/** A picture straight from the print, without paper or glass. */
export function drawFlat(dpis: readonly number[]): Base {
  return ({ same }) => {
    const dpi = same.pick(dpis)
    const coding = same.weighted({ jpeg: 6, flate: 1, bits: dpi >= 300 ? 1 : 0 })
    const finer = same.pick([1, dpi < 300 ? 2 : 1])
    if (coding === 'bits')
      return {
        dpi,
        finer,
        grey: true,
        coding: { kind: 'bits' },
        bilevel: { kind: 'global', level: 0.65, salt: 0, dropouts: 0 },
      }
    const grey = same.chance(0.25)
    return { dpi, finer, grey, coding: coding === 'flate' ? { kind: 'flate' } : jpeg(60, 95, same) }
  }
}

/** JPEG of some quality between two. */
export function jpeg(low: number, high: number, random: Random): Coding {
  return { kind: 'jpeg', quality: random.int(low, high), chroma: random.chance(0.8) ? '4:2:0' : '4:4:4' }
}

export const drawScan: Base = (chance) => {
  const { same, own } = chance
  const dpi = same.pick([150, 200, 200, 240, 300])
  const white = by(253, 228, chance) - same.int(0, 6)
  const warmth = same.unit() * by(2, 14, chance)
  const ink = same.int(5, 30) + by(0, 40, chance)
  return {
    dpi,
    finer: dpi < 200 ? 2 : dpi < 300 ? 1.5 : 1,
    grey: same.chance(0.35),
    place: {
      skew: either(by(0.4, 2.2, chance), chance),
      perspective: 0.0008,
      curl: 0.0006 * own.unit(),
      margin: (own.unit() - 0.5) * 0.02,
      ground: same.pick(['white', 'white', 'grey', 'black']),
    },
    blur: (dpi / 200) * (0.3 + same.unit() * by(0.2, 0.6, chance)),
    light: {
      paper: [white, white - warmth * 0.4, white - warmth],
      ink,
      shading: by(0.01, 0.08, chance),
      shadow: 0,
      noise: by(1, 6, chance) * mix(0.6, 1.2, same.unit()),
      grain: same.unit() * 0.4,
      specks: same.unit() * by(0.05, 0.8, chance),
    },
    coding: same.chance(0.05) ? { kind: 'flate' } : jpeg(58, 88, same),
  }
}

export const drawBad: Base = (chance) => {
  const { same, own } = chance
  const dpi = same.int(140, 165)
  const white = by(245, 200, chance) - same.int(0, 10)
  const warmth = same.unit() * 16
  return {
    dpi,
    finer: 2,
    grey: same.chance(0.4),
    wear: { left: by(0.97, 0.8, chance), patches: by(0.97, 0.75, chance), flakes: 0 },
    place: {
      skew: either(by(1, 4.5, chance), chance),
      perspective: by(0.002, 0.012, chance),
      curl: by(0, 0.002, chance),
      margin: (own.unit() - 0.4) * 0.03,
      ground: same.pick(['white', 'grey', 'black']),
    },
    blur: 0.35 + same.unit() * by(0.1, 0.45, chance),
    light: {
      paper: [white, white - warmth * 0.4, white - warmth],
      ink: same.int(10, 40) + by(0, 30, chance),
      shading: by(0.05, 0.35, chance),
      shadow: 0,
      noise: by(5, 17, chance),
      grain: same.unit() * 0.55,
      specks: by(1, 14, chance) * mix(0.4, 1, own.unit()),
    },
    coding: jpeg(25, 45, same),
  }
}

export const drawFax: Base = (chance) => {
  const { same, own } = chance
  const [dpi = 200, down = 200] = same.pick([
    [200, 200],
    [200, 200],
    [204, 196],
    [204, 196],
    [300, 300],
    ...(chance.strength > 0.4 ? [[204, 98]] : []),
  ])
  const adaptive = same.chance(0.4)
  return {
    dpi,
    down,
    finer: 1.5,
    grey: true,
    place: {
      skew: either(by(0.2, 1.5, chance), chance),
      perspective: 0.0006,
      curl: 0.0006 * own.unit(),
      margin: (own.unit() - 0.5) * 0.015,
      ground: 'white',
    },
    blur: 0.3 + same.unit() * 0.45,
    light: {
      paper: [235, 235, 235],
      ink: same.int(20, 50),
      shading: by(0.02, adaptive ? 0.25 : 0.12, chance),
      shadow: 0,
      noise: by(4, 17, chance),
      grain: same.unit() * 0.5,
      specks: by(0.2, 4, chance) * own.unit(),
    },
    bilevel: {
      kind: adaptive ? 'adaptive' : 'global',
      level: adaptive ? mix(0.78, 0.9, same.unit()) : mix(0.5, 0.72, same.unit()),
      salt: own.unit() * by(0.0005, 0.008, chance),
      dropouts: own.int(0, Math.round(by(0, 5, chance))),
    },
    coding: { kind: same.chance(0.85) ? 'fax' : 'bits' },
  }
}

export const drawPhoto: Base = (chance) => {
  const { same, own } = chance
  const dpi = same.int(170, 300)
  const white = mix(200, 250, same.unit())
  const tint = either(by(2, 10, chance), { ...chance, own: same })
  const margin = own.chance(0.4) ? own.unit() * by(0.02, 0.08, chance) : (own.unit() - 0.7) * 0.03
  return {
    dpi,
    finer: dpi < 220 ? 1.5 : 1,
    grey: false,
    place: {
      skew: either(by(0.5, 4, chance), chance),
      perspective: by(0.006, 0.04, chance),
      curl: by(0, 0.006, chance) * own.unit(),
      margin,
      ground: same.pick(['desk', 'desk', 'grey', 'black']),
    },
    blur: (dpi / 200) * (0.4 + own.unit() * by(0.2, 0.75, chance)),
    light: {
      paper: [white, white - Math.abs(tint) * 0.3, white - 4 + tint],
      ink: same.int(15, 55),
      shading: by(0.08, 0.45, chance),
      shadow: own.chance(0.5) ? by(0.1, 0.45, chance) : 0,
      noise: by(2, 9, chance),
      grain: 0.3 + same.unit() * 0.3,
      specks: 0,
    },
    quarters: same.chance(0.15) ? same.pick([1, 3]) : 0,
    coding: jpeg(55, 88, same),
  }
}

export const drawCopy: Base = (chance) => {
  const { same, own } = chance
  const dpi = same.pick([200, 200, 300])
  const generations = 1 + Math.round(by(0, 2, chance))
  const binary = same.chance(0.4)
  return {
    dpi,
    finer: dpi < 300 ? 1.5 : 1,
    grey: true,
    passes: Array.from({ length: generations }, () => ({
      level: same.int(125, 185),
      contrast: by(7, 16, chance),
      spread: either(by(0.2, 0.65, chance), { ...chance, own: same }),
    })),
    edges: by(0.01, 0.035, chance),
    place: {
      skew: either(by(0.3, 2, chance), chance),
      perspective: 0.001,
      curl: 0.0008 * own.unit(),
      margin: (own.unit() - 0.5) * 0.03,
      ground: same.pick(['black', 'white']),
    },
    blur: (dpi / 200) * 0.4,
    light: {
      paper: [244, 244, 244],
      ink: same.int(15, 45),
      shading: by(0.02, 0.1, chance),
      shadow: 0,
      noise: by(2, 7, chance),
      grain: 0.2,
      specks: by(1, 9, chance) * mix(0.4, 1, own.unit()),
    },
    ...(binary ? { bilevel: { kind: 'global' as const, level: 0.6, salt: 0.0003, dropouts: 0 } } : {}),
    coding: binary ? { kind: 'fax' } : jpeg(55, 85, same),
  }
}

export const drawCoarse: Base = (chance) => {
  const scan = drawScan(chance)
  return { ...scan, dpi: chance.same.int(96, 112), finer: 2, blur: 0.3, coding: jpeg(72, 92, chance.same) }
}

export const drawFine: Base = (chance) => {
  const binary = chance.same.chance(0.5)
  const scan = drawScan(chance)
  return {
    ...scan,
    dpi: 600,
    finer: 1,
    grey: true,
    blur: 1.2,
    ...(binary ? { bilevel: { kind: 'global' as const, level: 0.6, salt: 0.0002, dropouts: 0 } } : {}),
    coding: binary ? { kind: 'fax' } : jpeg(50, 75, chance.same),
  }
}
