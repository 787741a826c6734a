import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PAGES } from '../../pipeline/thresholds.ts'
import { answerCanvasProbe } from './canvas-probe.ts'

answerCanvasProbe()

/**
 * pdf.js with all the data it needs beside it: image decoders (wasm), character maps, standard fonts and colour
 * profiles. Without them JBIG2, JPEG 2000 and CJK pages come out blank with only a warning.
 */
export function loadPdf(data: Uint8Array, password: string | undefined): pdfjs.PDFDocumentLoadingTask {
  return pdfjs.getDocument({
    data,
    ...(password === undefined ? {} : { password }),
    wasmUrl: folder('wasm'),
    cMapUrl: folder('cmaps'),
    standardFontDataUrl: folder('standard_fonts'),
    iccUrl: folder('iccs'),
    useSystemFonts: false,
    fontExtraProperties: true,
    enableXfa: false,
    maxImageSize: PAGES.largestImage,
    canvasMaxAreaInBytes: PAGES.largestImage * 4,
    // Notes too: they tell of streams that broke off. None of it reaches the terminal, see warnings.ts.
    verbosity: pdfjs.VerbosityLevel.INFOS,
  })
}

export { pdfjs }

// Resolved through the package itself, so that it also works compiled and installed elsewhere.
const ROOT = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

function folder(name: string): string {
  return `${join(ROOT, name)}/`
}
