import type { PageReading } from '../../../../schemas/page.ts'

/** A cell that two readers saw differently: what is printed, what was taken, and the place of the cell in its grid. */
export type Misreading = {
  readonly page: number
  readonly row: number
  readonly column: number
  readonly taken: string
}

/** Lets the first reader err on some cells of a page's largest grid; the second still sees what is printed. */
export function misread(wrong: readonly Misreading[]): (page: PageReading) => PageReading {
  return (page) => {
    const here = wrong.filter((one) => one.page === page.page)
    if (here.length === 0) return page
    const largest = page.grids.reduce((a, b) => (b.cells.length > a.cells.length ? b : a))
    const grids = page.grids.map((grid) => {
      if (grid !== largest) return grid
      const cells = grid.cells.map((cell) => {
        const said = here.find(({ row, column }) => row === cell.row && column === cell.column)
        if (!said) return cell
        const readings = [
          { reader: 'ppocr', raw: said.taken, score: 0.71 },
          { reader: 'tesseract', raw: cell.text, score: 0.93 },
        ]
        return { ...cell, text: said.taken, readings }
      })
      return { ...grid, cells }
    })
    return { ...page, grids }
  }
}
