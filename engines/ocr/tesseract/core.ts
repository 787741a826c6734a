import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Gray } from '../../../pipeline/image/raster.ts'
import type { StripCharacter } from '../strip.ts'

/** The parts of tesseract.js-core's interface that are used here. */
type Api = {
  Init(folder: string, languages: string, mode: number): number
  SetVariable(name: string, value: string): boolean
  SetImageFile(): number
  Recognize(monitor: null): number
  GetJSONText(): string
  Clear(): void
  End(): void
}
type Core = {
  readonly FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void }
  readonly TessBaseAPI: new () => Api
}
type Symbols = {
  readonly bbox: { readonly x0: number; readonly x1: number }
  readonly text: string
  readonly confidence: number
}
type Words = { readonly words: readonly { readonly symbols: readonly Symbols[] }[] }
type Blocks = { readonly blocks: readonly { readonly paragraphs: readonly { readonly lines: readonly Words[] }[] }[] }

/** A tesseract that knows one language; `read` takes pictures of one line and gives characters in pixels of them. */
export type Tesseract = { read(line: Gray): readonly StripCharacter[]; close(): void }

/** Long short-term memory networks only; the older classifier learns while it reads. */
const LSTM_ONLY = 1

const require = createRequire(import.meta.url)

/**
 * Starts tesseract in this thread, on the language data that comes with its package; nothing is fetched. Whatever it
 * would keep from one picture to the next is switched off.
 */
export async function startTesseract(
  language: 'eng' | 'chi_sim',
  data: '4.0.0' | '4.0.0_best_int',
  variables: Readonly<Record<string, string>>,
): Promise<Tesseract> {
  const folder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`))
  const packed = await readFile(join(folder, data, `${language}.traineddata.gz`))
  const core = await loadCore()
  core.FS.writeFile(`${language}.traineddata`, gunzipSync(packed))
  const api = new core.TessBaseAPI()
  if (api.Init('/', language, LSTM_ONLY) !== 0) throw new Error(`tesseract refused its data for ${language}`)
  core.FS.unlink(`${language}.traineddata`)
  for (const [name, value] of Object.entries({ ...FORGETFUL, ...variables }))
    if (!api.SetVariable(name, value)) throw new Error(`tesseract has no variable ${name}`)
  return {
    read(line) {
      core.FS.writeFile('/input', greymap(line))
      if (api.SetImageFile() !== 0) throw new Error('tesseract refused a picture')
      if (api.Recognize(null) !== 0) throw new Error('tesseract gave up a picture')
      const { blocks } = JSON.parse(api.GetJSONText()) as Blocks
      api.Clear()
      return blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(charactersOf)))
    },
    close: () => api.End(),
  }
}

/** Nothing learnt from one line may show in the next: words seen are not looked up later. This build has no classifier that adapts. */
const FORGETFUL = { tessedit_enable_doc_dict: '0' }

/** The build for this machine's processor is not chosen by asking it: results would differ between machines. */
async function loadCore(): Promise<Core> {
  const start = require('tesseract.js-core/tesseract-core-simd-lstm') as (options: object) => Promise<Core>
  const silent = () => {}
  return start({ print: silent, printErr: silent })
}

function charactersOf({ words }: Words): readonly StripCharacter[] {
  return words.flatMap(({ symbols }, index) => {
    const own = symbols.map(({ text, confidence, bbox }) => ({
      text,
      score: Math.max(0, Math.min(1, confidence / 100)),
      from: bbox.x0,
      to: bbox.x1,
    }))
    const before = words[index - 1]?.symbols.at(-1)
    const first = own[0]
    if (!before || !first) return own
    const space = { text: ' ', score: 1, from: before.bbox.x1, to: Math.max(before.bbox.x1, first.from) }
    return [space, ...own]
  })
}

/** A portable greymap (netpbm's P5): the cheapest picture to write and to read. */
function greymap({ width, height, data }: Gray): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(head.length + data.length)
  file.set(head)
  file.set(data, head.length)
  return file
}
