import { PATHS } from '../../api/paths.ts'
import { pathOf } from '../api/client.ts'

/** A page's picture, decoded, with the page's size in points. */
export type PagePicture = { readonly bitmap: ImageBitmap; readonly width: number; readonly height: number }

/** Pixels across: for reading at ease, and zoomed in. */
export const WIDTHS = [1600, 3000] as const
const KEPT = 8
/** Requests under way: a browser opens six connections, and answers must not wait behind pictures. */
const AT_ONCE = 2

const pictures = new Map<string, Promise<PagePicture | null>>()
/** Who waits for a connection, the last one to ask being the first one served: that is the page looked at. */
const waiting: { readonly key: string; readonly go: (wanted: boolean) => void }[] = []
let under = 0

/** The picture of a page (from 1), from memory where it was fetched before; null where it cannot be had. */
export function picture(document: string, page: number, width: number = WIDTHS[0]): Promise<PagePicture | null> {
  const key = `${document} ${page} ${width}`
  const known = pictures.get(key)
  if (known) pictures.delete(key)
  const wanted = known ?? inTurn(key, () => fetched(document, page, width).catch(() => null))
  if (known) hurry(key)
  pictures.set(key, wanted)
  void wanted.then((found) => {
    if (!found) pictures.delete(key)
  })
  dropOldest()
  return wanted
}

async function inTurn(key: string, fetchIt: () => Promise<PagePicture | null>): Promise<PagePicture | null> {
  if (under >= AT_ONCE) {
    const wanted = await new Promise<boolean>((go) => waiting.push({ key, go }))
    if (!wanted) return null
  } else under += 1
  // Whoever waited is handed the place of the one that ended.
  try {
    return await fetchIt()
  } finally {
    const next = waiting.pop()
    if (next) next.go(true)
    else under -= 1
  }
}

/** Whoever asks again for what waits is served next. */
function hurry(key: string): void {
  const at = waiting.findIndex((one) => one.key === key)
  if (at !== -1) waiting.push(...waiting.splice(at, 1))
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
    const at = waiting.findIndex((one) => one.key === key)
    if (at !== -1) waiting.splice(at, 1)[0]!.go(false)
    void old.then((found) => found?.bitmap.close())
  }
}
