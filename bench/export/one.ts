// Exports the reports in a folder in one format, and prints what that took. Started by bench/export.ts:
//   node bench/export/one.ts FOLDER FORMAT OUT
import { rmSync } from 'node:fs'
import { wholeFile } from '../../export/file.ts'
import { exportFolder } from '../../export/folder.ts'
import { type FormatName, loadFormat } from '../../export/formats.ts'
import { fileReports } from '../../export/sources/files.ts'
import { listReportPaths } from '../../export/sources/list.ts'

const [folder = '', name = '', out = ''] = process.argv.slice(2)
const started = performance.now()
const format = await loadFormat(name as FormatName)
const reports = fileReports(listReportPaths([folder]).paths, {
  named: format.kind === 'folder',
  asKept: format.asKept ?? false,
  original: async () => ({ code: 'file-missing', message: 'no format here asks for it' }),
})
if (format.kind === 'folder') {
  for await (const result of exportFolder(reports, format, out)) {
    if (result.kind !== 'written') throw new Error(`${result.name} was not written`)
  }
} else {
  const file = await wholeFile(out)
  if ('code' in file) throw new Error(file.message)
  for await (const result of format.write(reports, file)) {
    if (result.kind !== 'written') throw new Error(`${result.name} was not written`)
  }
  await file.end()
}
const seconds = (performance.now() - started) / 1000
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
process.stdout.write(
  JSON.stringify({ seconds, processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }),
)
rmSync(out, { recursive: true, force: true })
