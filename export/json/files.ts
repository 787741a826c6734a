import { FORMAT } from '../../schemas/report.ts'
import type { FolderFormat } from '../outgoing.ts'

/** NAME.json for every report, byte for byte as it is kept. */
export const JSON_FILES: FolderFormat = {
  kind: 'folder',
  mediaType: 'application/json',
  asKept: true,
  async *files({ stem, bytes }) {
    yield { path: `${stem}.json`, bytes }
  },
  mayReplace: beginsLikeReport,
}

/** Whether a file holds a report, whole or torn. */
function beginsLikeReport(content: Uint8Array): boolean {
  const text = new TextDecoder().decode(content.subarray(0, 64)).replace(/\s/g, '')
  const start = `{"format":"${FORMAT}"`
  return text.startsWith(start) || start.startsWith(text)
}
