import { openHere } from '../../../engines/pdf/document.ts'
import type { Grid, PageReading } from '../../../schemas/page.ts'

/** The reading of one page of a PDF. */
export async function readPage(pdf: Uint8Array, page = 1): Promise<PageReading> {
  const doc = await openHere(new Uint8Array(pdf))
  if ('code' in doc) throw new Error(doc.message)
  try {
    return await doc.readPage(page)
  } finally {
    await doc.close()
  }
}

/** A grid row by row: each cell's text, with its spans where it has any. */
export function show(grid: Grid | undefined): string[] {
  if (!grid) return []
  return Array.from({ length: grid.rows }, (_, row) =>
    grid.cells
      .filter((c) => c.row === row)
      .map((c) => (c.rowSpan > 1 || c.columnSpan > 1 ? `${c.text} ${c.rowSpan}x${c.columnSpan}` : c.text))
      .join(' | '),
  )
}
