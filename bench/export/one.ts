// Exports a store's reports, or those of a batch, in one format, and prints what that took. Started by bench/export.ts:
//   node bench/export/one.ts DATA FORMAT BATCH
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { wholeFile } from '../../export/file.ts'
import { exportFolder } from '../../export/folder.ts'
import { type FormatName, loadFormat } from '../../export/formats.ts'
import { storeReports } from '../../export/sources/store.ts'
import { open } from '../../test/support/open-store.ts'

const [data = '', name = '', batch = ''] = process.argv.slice(2)
const out = join(data, 'exported')
const started = performance.now()
const store = await open({ data })
const format = await loadFormat(name as FormatName)
const handing = { named: format.kind === 'folder', asKept: format.asKept ?? false }
const reports = storeReports(store, { batch: batch || undefined, states: ['done', 'review'] }, handing)
if (format.kind === 'folder') {
  for await (const result of exportFolder(reports, format, out))
    if (result.kind !== 'written') throw new Error(result.kind)
} else {
  const file = await wholeFile(out)
  if ('code' in file) throw new Error(file.message)
  for await (const result of format.write(reports, file)) if (result.kind !== 'written') throw new Error(result.kind)
  await file.end()
}
const seconds = (performance.now() - started) / 1000
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
await store.close()
rmSync(out, { recursive: true, force: true })
