import { collectFeatures } from '../../pipeline/confidence/features.ts'
import { confidenceOfReading } from '../../pipeline/confidence/model.ts'
import { pageTraits } from '../../pipeline/confidence/page-traits.ts'
import type { Raster } from '../../pipeline/image/raster.ts'
import type { Ruling } from '../../schemas/geometry.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { DebugPage } from './draw-page.ts'

/** What was found on a page, for whoever wants to see how it was read. `rulings` are those of a page read from its pixels. */
export type Found = {
  readonly reading: PageReading
  readonly raster: Raster | null
  readonly rulings: readonly Ruling[]
}

/** A page as it is drawn. */
export function debugPage({ reading, raster, rulings }: Found): DebugPage {
  const traits = pageTraits(reading)
  return {
    title: String(reading.page),
    ...reading,
    raster,
    rulings,
    confidenceOf(cell) {
      const features = collectFeatures({ ...cell, raw: cell.text }, traits, 'none')
      return features && confidenceOfReading(features)
    },
  }
}
