import type { Problem } from '../../schemas/problem.ts'
import { decodePage, type Frame, framesOf } from './decode.ts'
import { damaged } from './problems.ts'
import type { ReadImage } from './read-image.ts'

/** An image file that was opened. Page numbers are 1-based; only TIFFs have more than one. */
export type OpenedImage = {
  readonly pages: number
  readPage(page: number): Promise<ReadImage | Problem>
  close(): void
}

/**
 * Opens a PNG, JPEG, WebP or TIFF. Pixels come as a viewer shows them: EXIF turn applied, transparent on white, 8 bits
 * a channel, at most 600 dpi and 40 million. Damaged files give what can be had of them with the problem `image-damaged`,
 * pictures of more than 100 million pixels `image-too-large` before anything is decoded.
 */
export async function openImage(bytes: Uint8Array): Promise<OpenedImage | Problem> {
  const frames = await framesOf(bytes)
  if ('code' in frames) return frames
  let held: { readonly bytes: Uint8Array; readonly frames: readonly Frame[] } | null = { bytes, frames }
  return {
    pages: frames.length,
    async readPage(page) {
      if (!held) throw new Error('the image has been closed')
      const frame = held.frames[page - 1]
      if (frame) return decodePage(held.bytes, frame, page).catch((error: unknown) => damaged(page, error))
      return { code: 'page-out-of-range', message: `page ${page} is not one of the ${held.frames.length}` }
    },
    close() {
      held = null
    },
  }
}
