import { createHash } from 'node:crypto'
import type { OpenedDocument } from '../../engines/source/document.ts'
import { loadFile } from '../../engines/source/load.ts'
import { openDocument } from '../../engines/source/open.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { ReaderSettings } from './protocol.ts'
import type { NoResult, SourceFile } from './tasks.ts'

/** Keeps the document that was opened last open, so that pages of one document that follow each other open it once. */
export type HeldDocument = {
  take(source: SourceFile): Promise<OpenedDocument | NoResult>
  close(): Promise<void>
}

export function holdDocument(settings: ReaderSettings): HeldDocument {
  let held: { readonly key: string; readonly document: OpenedDocument } | null = null

  async function close(): Promise<void> {
    const last = held
    held = null
    await last?.document.close()
  }

  return {
    close,
    async take(source) {
      const key = documentKey(source)
      if (held?.key === key) return held.document
      await close()
      const bytes = load(source, settings.maxBytes)
      if ('kind' in bytes) return bytes
      const { maxPages, models } = settings
      const document = await openDocument(bytes, source.name, {
        maxPages,
        models,
        ...(source.password === null ? {} : { password: source.password }),
      })
      if ('code' in document) return { kind: 'problem', problem: document, retry: false }
      held = { key, document }
      return document
    },
  }
}

/** Sources with the same key open to the same document. */
export function documentKey({ sha256, password }: SourceFile): string {
  return JSON.stringify([sha256, password])
}

function load({ path, sha256 }: SourceFile, maxBytes: number): Uint8Array | NoResult {
  const bytes = loadFile(path, maxBytes)
  // Other machines' folders come and go, and a file may be read while it is mended; its size is what it is.
  if ('code' in bytes) return { kind: 'problem', problem: bytes, retry: bytes.code !== 'file-too-large' }
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes
  return { kind: 'problem', problem: TORN, retry: true }
}

const TORN: Problem = {
  code: 'file-unreadable',
  message: 'is not what was stored (its content hash is another); submit the file again, or look at the disk',
}
