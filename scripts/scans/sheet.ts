/** A page on its way to becoming a scan: 8-bit pixels row by row, grey (1 channel) or red, green, blue (3). */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
  /** Pixels per inch. */
  readonly dpi: number
}

/** The same sheet in grey (ITU-R BT.601 weights); a grey one is given back as it is. */
export function toGrey(sheet: Sheet): Sheet {
  if (sheet.channels === 1) return sheet
  const data = new Uint8Array(sheet.width * sheet.height)
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    data[i] = (sheet.data[j]! * 77 + sheet.data[j + 1]! * 150 + sheet.data[j + 2]! * 29) >> 8
  return { ...sheet, channels: 1, data }
}

/** A value between `low` and `high`: `low` at 0, `high` at 1. */
export function mix(low: number, high: number, at: number): number {
  return low + (high - low) * at
}

/** The same sheet with three channels. */
export function toColour(sheet: Sheet): Sheet {
  if (sheet.channels === 3) return sheet
  const data = new Uint8Array(sheet.data.length * 3)
  for (let i = 0, j = 0; i < sheet.data.length; i++, j += 3) data.fill(sheet.data[i]!, j, j + 3)
  return { ...sheet, channels: 3, data }
}
