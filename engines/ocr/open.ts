import type { Gray } from '../../pipeline/image/raster.ts'
import type { Reader } from '../../pipeline/read/reader.ts'
import type { Problem } from '../../schemas/problem.ts'
import { ReaderFailed } from './failed.ts'
import { ReaderHost } from './host.ts'
import type { ReaderName, ThreadData } from './protocol.ts'
import { OCR } from './settings.ts'

/** A reader and the name under which its readings may be kept: another version may read the same crop otherwise. */
export type OpenReader = Reader & { readonly version: string }

export type OpenReaders = {
  /** Those that could be opened, PP-OCR first; perhaps none. A failing request rejects with ReaderFailed. */
  readonly readers: readonly OpenReader[]
  /** Of those that could not: `reader-unavailable`. */
  readonly problems: readonly Problem[]
  close(): Promise<void>
}

export type ReaderOptions = {
  /** A folder with a newer recognition model of PP-OCR: one .onnx file and its list of characters. */
  readonly models?: string | undefined
  /** Both where absent. */
  readonly only?: readonly ReaderName[] | undefined
}

/** Opens the readers of figures and text, each in a thread of its own. Whatever fails here is a problem, never an error. */
export async function openReaders({ models, only }: ReaderOptions = {}): Promise<OpenReaders> {
  const names = (['ppocr', 'tesseract'] as const).filter((name) => only?.includes(name) ?? true)
  const opened = await Promise.all(names.map((reader) => openReader({ reader, models })))
  const readers = opened.filter((result) => 'reader' in result)
  return {
    readers: readers.map(({ reader }) => reader),
    problems: opened.filter((result) => 'code' in result),
    close: async () => {
      await Promise.all(readers.map(({ host }) => host.close()))
    },
  }
}

async function openReader(data: Omit<ThreadData, 'gate'>): Promise<{ reader: OpenReader; host: ReaderHost } | Problem> {
  const own = import.meta.url
  const host = new ReaderHost({
    entry: new URL(own.endsWith('.ts') ? './thread.ts' : './thread.js', own),
    data,
    patience: OCR.patience,
    mostCrops: OCR[data.reader].mostCrops,
    threadMegabytes: OCR.threadMegabytes,
  })
  try {
    const version = await host.open()
    return { reader: readerOf(data.reader, version, host), host }
  } catch (error) {
    if (!(error instanceof ReaderFailed)) throw error
    await host.close()
    return {
      code: 'reader-unavailable',
      message: `the reader ${data.reader} cannot be used, the others go on (${error.message})`,
    }
  }
}

function readerOf(name: ReaderName, version: string, host: ReaderHost): OpenReader {
  return {
    name,
    version,
    readFigures: (crops: readonly Gray[]) => host.read('figures', crops),
    readLines: (crops: readonly Gray[]) => host.read('lines', crops),
  }
}
