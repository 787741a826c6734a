import { PATHS } from '../../api/paths.ts'
import { pathOf } from '../api/client.ts'

/** A page's picture, decoded, with the page's size in points. */
export type PagePicture = { readonly bitmap: ImageBitmap; readonly width: number; readonly height: number }

/** Pixels across: for reading at ease, and zoomed in. */
export const WIDTHS = [1600, 3000] as const
const KEPT = 8

const pictures = new Map<string, Promise<PagePicture | null>>()

/** The picture of a page (from 1), from memory where it was fetched before; null where it cannot be had. */
export function picture(document: string, page: number, width: number = WIDTHS[0]): Promise<PagePicture | null> {
  const key = `${document} ${page} ${width}`
  const known = pictures.get(key)
  if (known) pictures.delete(key)
  const wanted = known ?? fetched(document, page, width).catch(() => null)
  pictures.set(key, wanted)
  void wanted.then((found) => {
    if (!found) pictures.delete(key)
  })
  dropOldest()
  return wanted
}

async function fetched(document: string, page: number, width: number): Promise<PagePicture | null> {
  const response = await fetch(pathOf(PATHS.image, { id: document, page }, { width }), { credentials: 'same-origin' })
  if (!response.ok) return null
  const bitmap = await createImageBitmap(await response.blob())
  const [x, y] = (response.headers.get('x-page-size') ?? '').split(' ').map(Number)
  return x && y ? { bitmap, width: x, height: y } : { bitmap, width: bitmap.width, height: bitmap.height }
}

function dropOldest(): void {
  for (const [key, old] of [...pictures].slice(0, Math.max(0, pictures.size - KEPT))) {
    pictures.delete(key)
    void old.then((found) => found?.bitmap.close())
  }
}
