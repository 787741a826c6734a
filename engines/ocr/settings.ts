import { PSM } from 'tesseract.js'
import type { StripLayout } from './strip.ts'

type TesseractSettings = {
  readonly data: '4.0.0' | '4.0.0_best_int'
  readonly variables: Readonly<Record<string, string>>
  readonly strip: StripLayout
}

/** How each reader is shown crops, and what it may take. What set the figures is in docs/decisions/0008. */
export const OCR: {
  readonly layout: string
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
  /** To be raised with every change to how crops are scaled and laid out, for readings are kept under it. */
  layout: '2',
  ppocr: {
    figures: { height: 48, crop: 40, squeeze: 0.85, stretch: 0, darken: 0, gap: 12, widest: 800 },
    lines: {
      height: 48,
      crop: 40,
      squeeze: 0.65,
      long: { from: 8, squeeze: 0.5 },
      stretch: 1.2,
      darken: 0,
      gap: 8,
      widest: 800,
    },
    mostCrops: Number.POSITIVE_INFINITY,
  },
  tesseract: {
    /** Of the core and its data. */
    version: '7-best-int',
    figures: {
      data: '4.0.0_best_int',
      variables: { tessedit_pageseg_mode: PSM.SINGLE_LINE, tessedit_char_whitelist: '0123456789.,-+/%' },
      strip: { height: 48, crop: 36, squeeze: 1, stretch: 0, darken: 0.05, gap: 10, widest: 800 },
    },
    lines: {
      data: '4.0.0_best_int',
      variables: { tessedit_pageseg_mode: PSM.SINGLE_LINE },
      strip: { height: 60, crop: 40, squeeze: 1, stretch: 0, darken: 0.05, gap: 20, widest: 0 },
    },
    /** A fresh thread after this many crops. */
    mostCrops: 20_000,
  },
  /** Milliseconds until a reader is given up: while it opens; for a request, and more for every crop of it. */
  patience: { open: 30_000, request: 20_000, crop: 200 },
  /** Of a thread's heap; the engines' own memory is outside it. */
  threadMegabytes: 512,
}
