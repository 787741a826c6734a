import type { Engine } from '../engine.ts'
import { OCR } from '../settings.ts'
import { packStrips, shareOut } from '../strip.ts'
import { startTesseract, type Tesseract } from './core.ts'

/** Tesseract in this thread: English data for figures at once, Chinese for text when it is first asked for. */
export async function startTesseractEngine(): Promise<Engine> {
  const { figures, lines, version } = OCR.tesseract
  const started = {
    figures: startTesseract('eng', figures.data, figures.variables),
    lines: undefined as Promise<Tesseract> | undefined,
  }
  await started.figures
  return {
    version,
    async read(kind, crops) {
      if (kind === 'lines') started.lines ??= startTesseract('chi_sim', lines.data, lines.variables)
      const tesseract = await started[kind]!
      const strips = packStrips(crops, OCR.tesseract[kind].strip)
      const seen = strips.map(({ gray }) => tesseract.read(gray))
      return shareOut(strips, seen, crops.length)
    },
  }
}
