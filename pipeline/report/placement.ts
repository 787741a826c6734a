import type { Box } from '../../schemas/geometry.ts'
import type { PageReading, Placement } from '../../schemas/page.ts'
import type { Field, Report } from '../../schemas/report.ts'
import { roundBox } from '../grid/boxes.ts'
import { mapBoxToPage } from '../upright/warp.ts'

/**
 * Brings a report's boxes from pages made upright back to the pages as the file shows them, where people have shown those
 * of the fields `byHand` already.
 */
export function placeBoxes(
  report: Report,
  pages: readonly PageReading[],
  byHand: ReadonlySet<string> = new Set(),
): Report {
  const placements = new Map(pages.flatMap(({ page, placement }) => (placement ? [[page, placement] as const] : [])))
  if (placements.size === 0) return report
  const place = <T extends { readonly page?: number | undefined; readonly box?: Box | undefined }>(item: T): T =>
    item.box ? { ...item, box: placed(item.box, placements.get(item.page ?? 0)) } : item
  return {
    ...report,
    fields: Object.fromEntries(
      Object.entries(report.fields).map(([id, field]) => [id, byHand.has(id) ? field : place(field as Field)]),
    ),
    tables: report.tables.map((table) => ({ ...place(table), cells: table.cells.map(place) })),
    statements: report.statements.map(place),
    sections: report.sections.map(place),
  }
}

function placed(box: Box, placement: Placement | undefined): [number, number, number, number] {
  return roundBox(placement ? mapBoxToPage(placement, box, placement) : box)
}
