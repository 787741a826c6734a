import sharp from 'sharp'
import type { Sheet } from './sheet.ts'

/** Blurs a sheet (Gaussian); `sigma` in pixels, below 0.3 nothing is done. */
export async function blur(sheet: Sheet, sigma: number): Promise<Sheet> {
  if (sigma < 0.3) return sheet
  const { width, height, channels } = sheet
  const data = await sharp(sheet.data, { raw: { width, height, channels } }).blur(sigma).raw().toBuffer()
  return { ...sheet, data: plain(data, channels, width * height) }
}

/** Samples a sheet at other resolutions, across and down; each new pixel sees the whole area that it stands for. */
export async function resample(sheet: Sheet, dpi: number, down = dpi): Promise<Sheet> {
  const width = Math.round((sheet.width * dpi) / sheet.dpi)
  const height = Math.round((sheet.height * down) / sheet.dpi)
  if (width === sheet.width && height === sheet.height) return { ...sheet, dpi }
  const { channels } = sheet
  const data = await sharp(sheet.data, { raw: { width: sheet.width, height: sheet.height, channels } })
    .resize(width, height, { fit: 'fill', kernel: dpi < sheet.dpi ? 'linear' : 'cubic' })
    .raw()
    .toBuffer()
  return { ...sheet, width, height, dpi, data: plain(data, channels, width * height) }
}

// sharp gives a grey picture back as three equal channels.
function plain(data: Uint8Array, channels: 1 | 3, pixels: number): Uint8Array {
  if (data.length === pixels * channels) return data
  if (channels === 1 && data.length === pixels * 3) return Uint8Array.from({ length: pixels }, (_, i) => data[i * 3]!)
  throw new Error(`${data.length} bytes for ${pixels} pixels of ${channels} channels`)
}
