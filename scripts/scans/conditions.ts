import {
  type Base,
  by,
  type Chance,
  drawBad,
  drawCoarse,
  drawCopy,
  drawFax,
  drawFine,
  drawFlat,
  drawPhoto,
  drawScan,
} from './draw.ts'
import { drawCreases, drawMarks, drawPen } from './draw-marks.ts'
import type { Recipe } from './recipe.ts'
import { mix } from './sheet.ts'

/** Something more that happens to a page, whatever way it is scanned. */
type Extra = (recipe: Recipe, chance: Chance) => Recipe

const BASES: Readonly<Record<string, Base>> = {
  flat300: drawFlat([300]),
  flat150: drawFlat([150]),
  scan: drawScan,
  bad: drawBad,
  fax: drawFax,
  photo: drawPhoto,
  copy: drawCopy,
  low100: drawCoarse,
  high600: drawFine,
}

const EXTRAS: Readonly<Record<string, Extra>> = {
  stamped: (recipe, chance) => ({ ...recipe, marks: drawMarks(recipe, chance), grey: recipe.bilevel !== undefined }),
  faded: (recipe, chance) => {
    // Whoever copies or faxes a pale print sets the machine to darker, else nothing would be left.
    const { passes, bilevel } = recipe
    const dark = passes !== undefined || bilevel !== undefined
    return {
      ...recipe,
      wear: {
        left: dark ? by(0.9, 0.65, chance) : by(0.8, 0.4, chance),
        patches: dark ? by(0.95, 0.75, chance) : by(0.85, 0.45, chance),
        flakes: chance.same.chance(0.6) ? by(0.01, 0.12, chance) : 0,
      },
      ...(passes ? { passes: passes.map((pass) => ({ ...pass, level: mix(pass.level, 215, 0.6) })) } : {}),
      ...(bilevel ? { bilevel: { ...bilevel, level: mix(bilevel.level, 0.93, 0.6) } } : {}),
    }
  },
  turned: (recipe, { same, own }) => {
    // Seen upright only where pixels and viewer turn against each other.
    const quarters = same.chance(0.6) ? same.int(1, 3) : own.int(0, 3)
    const undone = same.chance(0.25)
    const rotate = undone ? ((4 - quarters) % 4) * 90 : 0
    return { ...recipe, quarters, rotate: rotate as 0 | 90 | 180 | 270 }
  },
  skewed: (recipe, chance) => ({
    ...recipe,
    place: {
      perspective: 0.001,
      curl: 0,
      ground: 'white',
      ...recipe.place,
      margin: 0.06,
      skew: (chance.own.chance(0.5) ? 1 : -1) * mix(5, 10, chance.own.unit()),
    },
  }),
  'ocr-layer': (recipe, { same }) => ({
    ...recipe,
    text: same.pick(['wrong', 'wrong', 'shifted', 'rubbish', 'right']),
  }),
  mixed: (recipe, { own, page, pages }) => ({
    ...recipe,
    // The first page is scanned and the last one is not, so that each document has both.
    digital: page === pages ? true : page === 1 ? false : own.chance(0.5),
  }),
  folded: (recipe, chance) => ({ ...recipe, creases: drawCreases(chance) }),
  through: (recipe, chance) => ({ ...recipe, through: by(0.05, 0.2, chance) * mix(0.6, 1, chance.same.unit()) }),
  marked: (recipe, chance) => ({
    ...recipe,
    marks: [...(recipe.marks ?? []), ...drawPen(recipe, chance)],
    grey: recipe.bilevel !== undefined,
  }),
  // Codings that scanners and converters use less often; those of one bit want black and white.
  coded: (recipe, { same }) => {
    const kind = same.pick(['negative', 'stencil', 'palette', 'deep'] as const)
    const binary = kind === 'negative' || kind === 'stencil'
    return {
      ...recipe,
      grey: true,
      ...(binary && !recipe.bilevel ? { bilevel: { kind: 'adaptive', level: 0.8, salt: 0.0002, dropouts: 0 } } : {}),
      coding: { kind },
    }
  },
  strips: (recipe, { same }) => ({ ...recipe, strips: same.pick([2, 3, 5, 8, 16]) }),
}

/** The conditions that a page can be brought into; several are joined with a plus sign (fax+stamped). */
export const CONDITIONS: readonly string[] = [...Object.keys(BASES), ...Object.keys(EXTRAS)]

/** Conditions in the order in which reports take turns when none are asked for: each once, and mixtures. */
export const ROUND: readonly string[] = [
  ...CONDITIONS,
  'bad+stamped',
  'photo+stamped',
  'fax+skewed',
  'fax+stamped',
  'copy+faded',
  'photo+turned',
  'flat150+stamped',
  'photo+folded',
  'scan+through+folded',
]

/** Whether every part of a condition is one, and at most one of them a way of scanning. */
export function isCondition(name: string): boolean {
  const parts = name.split('+')
  return parts.every((part) => CONDITIONS.includes(part)) && parts.filter((part) => part in BASES).length <= 1
}

/** Draws what happens to one page. A condition that names no way of scanning is put upon a plain scan. */
export function drawRecipe(condition: string, chance: Chance): Recipe {
  const parts = condition.split('+')
  const base = parts.map((part) => BASES[part]).find((found) => found !== undefined) ?? drawScan
  return parts.reduce((recipe, part) => EXTRAS[part]?.(recipe, chance) ?? recipe, base(chance))
}
