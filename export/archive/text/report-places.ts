import { roundBox } from '../../../pipeline/grid/boxes.ts'
import { mapBoxToPage } from '../../../pipeline/upright/warp.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { PageReading } from '../../../schemas/page.ts'
import type { Field, Report } from '../../../schemas/report.ts'

export type FieldHere = { readonly id: string; readonly field: Field }

/** Finds the fields of a report whose value stands in a box of a page's reading. */
export type ReportPlaces = (reading: PageReading, box: Box) => readonly FieldHere[]

/** A report's fields by the place that they were read from; reports have them on the page as the file shows it. */
export function reportPlaces({ fields }: Pick<Report, 'fields'>): ReportPlaces {
  const byPlace = new Map<string, FieldHere[]>()
  for (const [id, field] of Object.entries(fields)) {
    if (!field.box || field.page === undefined) continue
    const key = keyOf(field.page, field.box)
    byPlace.set(key, [...(byPlace.get(key) ?? []), { id, field: field as Field }])
  }
  return ({ page, placement }, box) => {
    const shown = roundBox(placement ? mapBoxToPage(placement, box, placement) : box)
    return byPlace.get(keyOf(page, shown)) ?? []
  }
}

function keyOf(page: number, box: Box): string {
  return `${page}:${box.map((at) => at.toFixed(2)).join(',')}`
}
