import type { Placement } from '../../schemas/page.ts'
import type { pdfjs } from './library.ts'

/** Where the points of a page that was turned by `turn` degrees more than the file says lie on the page as the file shows it. */
export function placementOf(page: pdfjs.PDFPageProxy, turn: number): Placement {
  const shown = page.getViewport({ scale: 1 })
  const turned = page.getViewport({ scale: 1, rotation: (((page.rotate + turn) % 360) + 360) % 360 })
  const step = Math.max(turned.width, turned.height)
  const corners = [
    [0, 0],
    [step, 0],
    [0, step],
    [step, step],
  ] as const
  const points = corners.flatMap(([x, y]) => {
    const [u, v] = turned.convertToPdfPoint(x, y)
    return shown.convertToViewportPoint(u, v).map((at: number) => Math.round(at * 100) / 100)
  })
  return { width: shown.width, height: shown.height, step, columns: 2, rows: 2, points }
}
