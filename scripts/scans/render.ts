import { createCanvas } from '@napi-rs/canvas'
import { loadPdf } from '../../engines/pdf/library.ts'
import type { Sheet } from './sheet.ts'

/** A piece of a page's text layer: where its baseline begins (points from the lower left corner), its size and width. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly width: number
}

/** An open PDF to be scanned. Page numbers are 1-based, sizes in points. */
export interface Source {
  readonly pages: number
  size(page: number): Promise<{ readonly width: number; readonly height: number }>
  /** Draws a page, as a printer would put it on paper. */
  render(page: number, dpi: number): Promise<Sheet>
  pieces(page: number): Promise<readonly Piece[]>
  /** The same document with some pages replaced by the pages of another, in order. */
  replacePages(pages: readonly number[], other: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

/** Opens a PDF; what pdf.js cannot open is an error. */
export async function openSource(bytes: Uint8Array): Promise<Source> {
  const task = loadPdf(new Uint8Array(bytes), undefined)
  const document = await task.promise
  return {
    pages: document.numPages,
    async size(page) {
      const { width, height } = (await document.getPage(page)).getViewport({ scale: 1 })
      return { width, height }
    },
    async render(page, dpi) {
      const loaded = await document.getPage(page)
      const viewport = loaded.getViewport({ scale: dpi / 72 })
      const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
      await loaded.render({ canvas: canvas as never, viewport, intent: 'print' }).promise
      const { width, height } = canvas
      const rgba = canvas.getContext('2d').getImageData(0, 0, width, height).data
      const data = new Uint8Array(width * height * 3)
      for (let i = 0, j = 0; j < data.length; i += 4, j += 3) {
        data[j] = rgba[i]!
        data[j + 1] = rgba[i + 1]!
        data[j + 2] = rgba[i + 2]!
      }
      canvas.width = 1
      canvas.height = 1
      return { width, height, channels: 3, data, dpi }
    },
    async pieces(page) {
      const { items } = await (await document.getPage(page)).getTextContent()
      return items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as number[]
        return [{ text: item.str, x, y, size: Math.hypot(c, d), width: item.width }]
      })
    },
    async replacePages(pages, other) {
      const replaced = new Set(pages.map((page) => page - 1))
      const kept = Array.from({ length: document.numPages }, (_, i) => i).filter((i) => !replaced.has(i))
      return await document.extractPages([
        { document: null, includePages: kept, pageIndices: kept },
        { document: other, pageIndices: [...replaced] },
      ])
    },
    async close() {
      await task.destroy()
    },
  }
}
