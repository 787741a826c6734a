import type { Random } from '../../samples/make/random.ts'
import { toBilevel } from './bilevel.ts'
import { encode } from './encode.ts'
import { blur, resample } from './lens.ts'
import { expose } from './light.ts'
import { fold, showThrough } from './paper.ts'
import { place } from './place.ts'
import type { Recipe } from './recipe.ts'
import type { Source } from './render.ts'
import { type Sheet, toColour, toGrey } from './sheet.ts'
import { stamp } from './stamp.ts'
import { misread } from './text-layer.ts'
import { copy, darkenEdges, fade } from './toner.ts'
import { turn } from './warp.ts'
import type { PicturePage } from './write-pdf.ts'

/** A scanned page: its pixels, and the page of a PDF that holds them. */
export interface Scanned {
  readonly sheet: Sheet
  readonly page: PicturePage
}

/** Prints, wears, copies, stamps, photographs and encodes one page, in this order, as its recipe says. */
export async function scanPage(source: Source, number: number, recipe: Recipe, random: Random): Promise<Scanned> {
  let sheet = await source.render(number, recipe.dpi * recipe.finer)
  const early = recipe.grey && !recipe.marks
  if (early || recipe.passes) sheet = toGrey(sheet)
  if (recipe.wear) sheet = fade(sheet, recipe.wear, random)
  for (const pass of recipe.passes ?? []) sheet = copy(await blur(sheet, 0.4 * recipe.finer), pass, random)
  if (recipe.edges) sheet = darkenEdges(sheet, recipe.edges, random)
  if (recipe.through) {
    const behind = number < source.pages ? number + 1 : Math.max(1, number - 1)
    const back = await blur(toGrey(await source.render(behind, sheet.dpi)), recipe.finer)
    sheet = showThrough(sheet, back, recipe.through)
  }
  if (recipe.marks) sheet = stamp(toColour(sheet), recipe.marks, random)
  if (recipe.grey) sheet = toGrey(sheet)
  if (recipe.creases) sheet = fold(sheet, recipe.creases, random)
  if (recipe.place) sheet = place(sheet, recipe.place, random)
  sheet = await resample(sheet, recipe.dpi, recipe.down)
  if (recipe.blur) sheet = await blur(sheet, recipe.blur)
  if (recipe.light) sheet = expose(sheet, recipe.light, random)
  if (recipe.bilevel) sheet = toBilevel(toGrey(sheet), recipe.bilevel, random)
  sheet = turn(sheet, recipe.quarters ?? 0)
  const { width, height } = await source.size(number)
  const lies = (recipe.quarters ?? 0) % 2 === 1
  return {
    sheet,
    page: {
      width: lies ? height : width,
      height: lies ? width : height,
      rotate: recipe.rotate ?? 0,
      strips: await cut(sheet, recipe),
      text: recipe.text ? misread(await source.pieces(number), recipe.text, random) : [],
    },
  }
}

async function cut(sheet: Sheet, { strips = 1, coding }: Recipe): Promise<PicturePage['strips']> {
  const rows = Math.ceil(sheet.height / strips / 16) * 16
  const starts = Array.from({ length: Math.ceil(sheet.height / rows) }, (_, i) => i * rows)
  const stride = sheet.width * sheet.channels
  return await Promise.all(
    starts.map(async (start) => {
      const height = Math.min(rows, sheet.height - start)
      const data = sheet.data.subarray(start * stride, (start + height) * stride)
      return { picture: await encode({ ...sheet, height, data }, coding), share: height / sheet.height }
    }),
  )
}
