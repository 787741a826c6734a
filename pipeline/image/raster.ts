/** Grey pixels, row by row; 0 is black, 255 is white. */
export type Gray = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/** Colour pixels, row by row, three bytes each: red, green, blue. */
export type Colour = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/** One byte a pixel, row by row; 1 is ink, 0 is paper. */
export type Mask = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/** Pixels as a picture holds them: one channel (Gray) or three (Colour). */
export type Raster = (Gray & { readonly channels: 1 }) | (Colour & { readonly channels: 3 })
