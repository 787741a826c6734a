import type { ToOwnSpace } from './layer.ts'

/** How a page of a PDF is shown: its visible box in its own space, turned clockwise by `rotate`, `unit` points a unit. */
export type PageView = {
  readonly box: readonly [x0: number, y0: number, x1: number, y1: number]
  readonly rotate: 0 | 90 | 180 | 270
  readonly unit: number
}

/** Undoes what a viewer does to show the page. */
export function ownSpaceOf({ box: [x0, y0, x1, y1], rotate, unit }: PageView): ToOwnSpace {
  return (px, py) => {
    const [x, y] = [px / unit, py / unit]
    if (rotate === 90) return [x0 + y, y0 + x]
    if (rotate === 180) return [x1 - x, y0 + y]
    if (rotate === 270) return [x1 - y, y1 - x]
    return [x0 + x, y1 - y]
  }
}

/** Width and height of the page as it is shown, in points. */
export function shownSize({ box: [x0, y0, x1, y1], rotate, unit }: PageView): readonly [width: number, height: number] {
  const [across, down] = [(x1 - x0) * unit, (y1 - y0) * unit]
  return rotate === 90 || rotate === 270 ? [down, across] : [across, down]
}
