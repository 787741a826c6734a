import type { Document } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import type { NoResult, SourceFile } from '../readers/tasks.ts'

/** A document's content as a file that readers can open; a problem for good where the store has lost it. */
export async function sourceFile({ blobs }: Store, document: Document): Promise<SourceFile | NoResult> {
  const path = await blobs.fileOf(document.id)
  if (path !== null) return { path, name: document.name, sha256: document.id, password: document.password }
  const message = 'its content is no longer in the store; submit the file again'
  return { kind: 'problem', problem: { code: 'file-missing', message }, retry: false }
}
