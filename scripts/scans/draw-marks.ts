import { by, type Chance, either } from './draw.ts'
import type { Crease } from './paper.ts'
import type { Recipe } from './recipe.ts'
import { mix } from './sheet.ts'
import type { Mark } from './stamp.ts'

/** Seals of 38 to 46 mm, as regulations have them, anywhere on the page: a page of tables has digits everywhere. */
export function drawMarks(recipe: Recipe, chance: Chance): Mark[] {
  const { own, same } = chance
  const faint = recipe.bilevel ? 0.4 : 1
  const seal = (): Mark => ({
    kind: 'seal',
    x: mix(0.2, 0.85, own.unit()),
    y: mix(0.15, 0.85, own.unit()),
    size: mix(108, 131, same.unit()),
    colour: [own.int(195, 232), own.int(15, 70), own.int(25, 75)],
    opacity: mix(0.35, by(0.6, 0.9, chance), own.unit()) * faint,
  })
  const signature = (): Mark => ({
    kind: 'signature',
    x: mix(0.5, 0.85, own.unit()),
    y: mix(0.6, 0.92, own.unit()),
    size: own.int(60, 120),
    colour: own.pick([
      [30, 40, 150],
      [25, 25, 60],
      [40, 40, 40],
    ]),
    opacity: mix(0.6, 0.95, own.unit()) * faint,
  })
  return [
    ...(own.chance(0.85) ? [seal()] : []),
    ...(own.chance(0.25) ? [seal()] : []),
    ...(own.chance(0.35) ? [signature()] : []),
    ...(own.chance(0.2) ? [{ ...seal(), size: mix(40, 70, own.unit()), x: 0.5 + either(0.4, chance) }] : []),
  ]
}

/** What readers leave on a page: highlighter, circles and lines by pen; now and then a watermark under everything. */
export function drawPen(recipe: Recipe, chance: Chance): Mark[] {
  const { own, same } = chance
  const faint = recipe.bilevel ? 0.3 : 1
  const pen = same.pick([
    [200, 30, 40],
    [30, 60, 170],
    [60, 60, 70],
  ] as const)
  const somewhere = (): { readonly x: number; readonly y: number } => ({
    x: mix(0.2, 0.85, own.unit()),
    y: mix(0.12, 0.88, own.unit()),
  })
  const some = (most: number, make: () => Mark): Mark[] => Array.from({ length: own.int(0, most) }, make)
  const watermark = same.chance(0.3)
  return [
    ...(watermark
      ? [0.25, 0.5, 0.75].map(
          (y): Mark => ({
            kind: 'watermark',
            x: 0.5,
            y,
            size: 300,
            colour: [0, 0, 0],
            opacity: by(0.06, 0.2, chance) * faint,
          }),
        )
      : []),
    ...some(3, () => ({
      kind: 'highlighter',
      ...somewhere(),
      size: own.int(60, 180),
      colour: own.pick([
        [255, 245, 60],
        [140, 250, 130],
        [255, 150, 190],
      ]),
      opacity: 0.8,
    })),
    ...some(2, () => ({ kind: 'circle', ...somewhere(), size: own.int(25, 60), colour: pen, opacity: 0.75 * faint })),
    ...some(2, () => ({ kind: 'line', ...somewhere(), size: own.int(40, 140), colour: pen, opacity: 0.75 * faint })),
  ]
}

/** Folds in halves or thirds, as letters have them. */
export function drawCreases(chance: Chance): Crease[] {
  const { own, same } = chance
  const across = same.pick([[0.5], [0.333, 0.667], [0.25, 0.5, 0.75]])
  const down = same.chance(0.4) ? [0.5] : []
  const crease = (kind: Crease['kind'], at: number): Crease => ({
    kind,
    at: at + mix(-0.012, 0.012, own.unit()),
    depth: by(0.3, 1, chance) * mix(0.6, 1, own.unit()),
  })
  return [...across.map((at) => crease('horizontal', at)), ...down.map((at) => crease('vertical', at))]
}
