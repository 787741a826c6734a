import { seeded } from '../../samples/make/random.ts'
import { drawRecipe } from './conditions.ts'
import type { Recipe } from './recipe.ts'
import { openSource } from './render.ts'
import { type Scanned, scanPage } from './scan-page.ts'
import { type PicturePage, writePdf } from './write-pdf.ts'

/** What is asked of a scan. `strength` is the most that any document gets, from 0 (hardly any damage) to 1 (barely legible). */
export interface Order {
  readonly condition: string
  readonly seed: string
  readonly strength: number
  /** Pixels per inch and JPEG quality, where they shall not be drawn: a small file may be wanted. */
  readonly dpi?: number
  readonly quality?: number
  /** 1-based pages to take; all where left out. */
  readonly pages?: readonly number[]
  /** Called with every page that was scanned (1-based). */
  readonly onPage?: (page: number, scanned: Scanned) => Promise<void>
}

/** Scans a PDF: the same bytes and order always give the same PDF of pictures. */
export async function scanDocument(bytes: Uint8Array, order: Order): Promise<Uint8Array> {
  const source = await openSource(bytes)
  try {
    const numbers = order.pages ?? Array.from({ length: source.pages }, (_, i) => i + 1)
    const strength = order.strength * (0.3 + 0.7 * seeded(`${order.seed}/strength`).unit())
    const replaced: number[] = []
    const scanned: PicturePage[] = []
    for (const [i, number] of numbers.entries()) {
      const own = seeded(`${order.seed}/page ${number}`)
      const same = seeded(`${order.seed}/document`)
      const drawn = drawRecipe(order.condition, { same, own, strength, page: i + 1, pages: numbers.length })
      const recipe = fit(drawn, order)
      if (recipe.digital) continue
      const result = await scanPage(source, number, recipe, own)
      await order.onPage?.(number, result)
      replaced.push(number)
      scanned.push(result.page)
    }
    const pictures = writePdf(scanned)
    return scanned.length === numbers.length ? pictures : await source.replacePages(replaced, pictures)
  } finally {
    await source.close()
  }
}

function fit(recipe: Recipe, { dpi = recipe.dpi, quality }: Order): Recipe {
  const scale = dpi / recipe.dpi
  return {
    ...recipe,
    dpi,
    ...(recipe.down === undefined ? {} : { down: recipe.down * scale }),
    ...(recipe.blur === undefined ? {} : { blur: recipe.blur * scale }),
    coding: recipe.coding.kind === 'jpeg' && quality !== undefined ? { ...recipe.coding, quality } : recipe.coding,
  }
}
