import type { StripLayout } from './strip.ts'

type TesseractSettings = {
  readonly data: '4.0.0' | '4.0.0_best_int'
  readonly variables: Readonly<Record<string, string>>
  readonly strip: StripLayout
}

/** How each reader is shown crops, and what it may take. What set the figures is in docs/decisions/0008. */
export const OCR: {
  readonly ppocr: { readonly figures: StripLayout; readonly lines: StripLayout; readonly mostCrops: number }
  readonly tesseract: {
    readonly version: string
    readonly figures: TesseractSettings
    readonly lines: TesseractSettings
    readonly mostCrops: number
  }
  readonly patience: { readonly open: number; readonly request: number; readonly crop: number }
  readonly threadMegabytes: number
} = {
  ppocr: {
    figures: { height: 48, crop: 40, gap: 20, widest: 800 },
    lines: { height: 48, crop: 40, gap: 40, widest: 1600 },
    mostCrops: Number.POSITIVE_INFINITY,
  },
  tesseract: {
    /** Of the core, its data and how pictures are laid out. */
    version: 'tesseract-core7-1',
    figures: {
      data: '4.0.0_best_int',
      variables: { tessedit_pageseg_mode: '7', tessedit_char_whitelist: '0123456789.,-+/%' },
      strip: { height: 48, crop: 36, gap: 20, widest: 800 },
    },
    lines: {
      data: '4.0.0_best_int',
      variables: { tessedit_pageseg_mode: '7' },
      strip: { height: 60, crop: 40, gap: 60, widest: 1600 },
    },
    /** A fresh thread after this many crops. */
    mostCrops: 20_000,
  },
  /** Milliseconds until a reader is given up: while it opens; for a request, and more for every crop of it. */
  patience: { open: 30_000, request: 20_000, crop: 400 },
  /** Of a thread's heap; the engines' own memory is outside it. */
  threadMegabytes: 512,
}
