import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Aliases, agencyOf } from '../../pipeline/years/aliases.ts'
import { type Neighbours, withCarryChecks } from '../../pipeline/years/carry.ts'
import { groupByAgency, neighboursOf } from '../../pipeline/years/listing.ts'
import type { Problem } from '../../schemas/problem.ts'
import { openReportFolder, STATE_FOLDER } from '../../store/folder.ts'
import { outputProblem, syncFolder, writeWhole } from '../../store/write-file.ts'
import { type ReportFile, readAgain } from './report-files.ts'

/** How many reports were written, or would be, and the problems of those that could not. */
export type Written = { readonly written: number; readonly problems: readonly Problem[] }

type Write = (file: ReportFile, text: string) => Promise<Problem | null>
type Writer = { readonly write: Write; close(): Promise<Problem | null> }

/**
 * Brings the checks between years in files up to what all these files say together, one file in memory at a time; each
 * is written whole or not at all, and only where its checks change. Where extract keeps a memory of the folder, a report
 * that is as extract wrote it is remembered as it is now, so that the next run leaves it alone; one that somebody edited
 * stays known as edited. A `dryRun` only counts.
 */
export async function writeChecks(files: readonly ReportFile[], aliases: Aliases, dryRun: boolean): Promise<Written> {
  const told = files.flatMap(({ figures }) => ('leftOut' in figures ? [] : [figures]))
  const groups = groupByAgency(told, aliases)
  const neighbours = ({ figures }: ReportFile) =>
    'leftOut' in figures ? {} : neighboursOf(figures.year, groups.get(agencyOf(figures.agency, aliases)) ?? [])
  const problems: Problem[] = []
  let written = 0
  for (const [folder, own] of Map.groupBy(files, (file) => file.folder)) {
    let writer: Writer | Problem | null = null
    for (const file of own) {
      const text = textWith(file, neighbours(file))
      if (text === null) continue
      writer ??= dryRun ? NOTHING : await openWriter(folder)
      if ('code' in writer) break
      const problem = await writer.write(file, text)
      if (problem) problems.push(problem)
      else written++
    }
    const end = writer && ('code' in writer ? writer : await writer.close())
    if (end) problems.push(end)
  }
  return { written, problems }
}

/** The report's text with its checks; null where these are in the file already, or the file is no report any more. */
function textWith(file: ReportFile, neighbours: Neighbours): string | null {
  const report = readAgain(file)
  if ('code' in report) return null
  const linked = withCarryChecks(report, neighbours)
  if (JSON.stringify(linked.checks) === JSON.stringify(report.checks)) return null
  return `${JSON.stringify(linked, null, 2)}\n`
}

const NOTHING: Writer = { write: async () => null, close: async () => null }

async function openWriter(path: string): Promise<Writer | Problem> {
  if (!existsSync(join(path, STATE_FOLDER, 'manifest.json'))) return { write: plainly(path), close: flushing(path) }
  const folder = await openReportFolder(path, null)
  if ('code' in folder) return folder
  const write: Write = async (file, text) => {
    const entry = folder.entries.get(file.name)
    if (entry && (await folder.isIntact(file.name))) return folder.write(file.name, text, entry, false)
    return plainly(join(path, STATE_FOLDER))(file, text)
  }
  return { write, close: async () => (await flushing(path)()) ?? (await folder.close()) }
}

function plainly(workshop: string): Write {
  return async ({ path, shown }, text) => {
    try {
      await writeWhole(path, text, workshop)
      return null
    } catch (error) {
      return outputProblem(error, shown, null)
    }
  }
}

function flushing(folder: string): () => Promise<null> {
  return async () => {
    await syncFolder(folder)
    return null
  }
}
