import type { Engine } from '../engine.ts'
import { readStrips } from '../read-strips.ts'
import { OCR } from '../settings.ts'
import { startTesseract, type Tesseract } from './core.ts'

/** Tesseract in this thread: English data for figures at once, Chinese for text when it is first asked for. */
export async function startTesseractEngine(): Promise<Engine> {
  const { figures, lines, version } = OCR.tesseract
  const forFigures = await startTesseract('eng', figures.data, figures.variables)
  let forLines: Promise<Tesseract> | undefined
  return {
    version: `tesseract-${version}-${OCR.layout}`,
    async read(kind, crops) {
      if (kind === 'lines') forLines ??= startTesseract('chi_sim', lines.data, lines.variables)
      const tesseract = kind === 'lines' ? await forLines! : forFigures
      return readStrips(crops, OCR.tesseract[kind].strip, (strip) => tesseract.read(strip))
    },
  }
}
