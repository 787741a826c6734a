import { createHash } from 'node:crypto'
import type { ExportFile } from '../../outgoing.ts'

/** Files with their checksums, as they are handed out. */
export type Ledger = {
  /** Notes a file and hands it on. */
  readonly note: (file: ExportFile) => ExportFile
  /** A line for each file in the order of their paths: the checksum, two spaces, the path. */
  readonly manifest: () => Uint8Array
  /** Bytes and number of the files, as a bag tells them. */
  readonly oxum: () => string
}

/** Keeps the checksums of files, whose paths are below `base`; nothing of the files themselves. */
export function ledger(base: string): Ledger {
  const lines = new Map<string, string>()
  let bytes = 0
  return {
    note(file) {
      const path = file.path.slice(base.length)
      lines.set(path, createHash('sha256').update(file.bytes).digest('hex'))
      bytes += file.bytes.length
      return file
    },
    manifest() {
      const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1))
      return Buffer.from(sorted.map(([path, hash]) => `${hash}  ${encoded(path)}\n`).join(''), 'utf8')
    },
    oxum: () => `${bytes}.${lines.size}`,
  }
}

/** RFC 8493, 2.1.3: line ends in paths, and the sign that writes them. */
function encoded(path: string): string {
  return path.replace(
    /[%\r\n]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
