import type { ReadImage } from '../../engines/image/read-image.ts'
import type { OpenedDocument } from '../../engines/source/document.ts'
import { openDocument } from '../../engines/source/open.ts'
import type { Box } from '../../schemas/geometry.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Original, Outgoing } from '../outgoing.ts'
import { drawnInk } from './text/drawn-ink.ts'
import type { PageText } from './text/page-text.ts'
import { pageTextOf } from './text/page-text-of.ts'
import { reportPlaces } from './text/report-places.ts'
import { scanInk } from './text/scan-ink.ts'

/** A page on its way into an archive: its picture as the file shows it, and its text. */
export type ArchivedPage = { readonly picture: ReadImage; readonly text: PageText }

/**
 * The pages of a report's original that `wanted` asks for, one at a time. A page whose picture cannot be had is a problem.
 * A report of a text dump has no pages: one problem.
 */
export async function* archivedPages(
  { name, report }: Pick<Outgoing, 'name' | 'report'>,
  { bytes, password, readings }: Original,
  wanted: (reading: PageReading) => boolean = () => true,
): AsyncGenerator<ArchivedPage | Problem> {
  const chosen = readings.filter((reading) => reading.kind !== 'text' && wanted(reading))
  if (readings.some(({ kind }) => kind === 'text')) {
    yield noPages()
    return
  }
  if (chosen.length === 0) return
  const places = reportPlaces(report)
  const maxPages = Number.MAX_SAFE_INTEGER
  const document = await openDocument(bytes, name, { maxPages, ...(password ? { password } : {}) })
  if ('code' in document) {
    yield document
    return
  }
  try {
    for (const reading of chosen) {
      const picture = await pictureOf(document, reading)
      if ('code' in picture) yield picture
      else yield { picture, text: pageTextOf(reading, inkOf(reading, picture), places) }
    }
  } finally {
    await document.close()
  }
}

async function pictureOf(document: OpenedDocument, { page, width }: PageReading): Promise<ReadImage | Problem> {
  const picture = await document.pagePicture(page, Math.max(1, Math.round((width * DRAWN_DPI) / 72)))
  return 'code' in picture ? { ...picture, page } : picture
}

/** Pixels per inch of pages that are drawn, not pictured. */
const DRAWN_DPI = 200

function inkOf(reading: PageReading, picture: ReadImage): readonly Box[] {
  if (reading.grids.length === 0) return []
  if (reading.kind === 'scan') return scanInk(picture, reading)
  const places = reading.grids.flatMap(({ cells }) =>
    cells.flatMap(({ box, text }) => (box && text !== '' ? [box] : [])),
  )
  return drawnInk(picture, reading.placement ?? null, places)
}

function noPages(): Problem {
  return { code: 'file-type-unknown', message: 'was made from a text dump, which has no pages to write' }
}
