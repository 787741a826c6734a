import { wholeFile } from '../../export/file.ts'
import { exportFolder } from '../../export/folder.ts'
import type { ExportFormat, FolderFormat, OutgoingReports, Sink, StreamFormat } from '../../export/outgoing.ts'
import { EXIT } from '../../schemas/problem.ts'
import { outputProblem } from '../../store/write-file.ts'
import { complain, gravest, tell } from '../cluster-options.ts'
import { type Interrupts, listenForInterrupts } from '../interrupts.ts'
import { say } from '../language.ts'
import { outputSink } from '../output.ts'
import { createTally, type Tally } from './tally.ts'

export type Where = { readonly out?: string; readonly force?: boolean; readonly quiet?: boolean }

/** Writes reports, about `total` of them, where they are wanted, and gives the exit code. */
export async function writeOut(
  reports: OutgoingReports,
  format: ExportFormat,
  total: number,
  { out, force = false, quiet = false }: Where,
): Promise<number> {
  const interrupts = listenForInterrupts()
  const toStandardOutput = out === undefined || out === '-'
  const tally = createTally(total, quiet, toStandardOutput && process.stdout.isTTY)
  try {
    if (format.kind === 'folder') return await writeFolder(reports, format, out!, force, tally, interrupts)
    return toStandardOutput
      ? await writeStandardOutput(reports, format, tally, interrupts)
      : await writeFile(reports, format, out, tally, interrupts)
  } finally {
    interrupts.end()
  }
}

async function writeFolder(
  reports: OutgoingReports,
  format: FolderFormat,
  folder: string,
  force: boolean,
  tally: Tally,
  interrupts: Interrupts,
): Promise<number> {
  const run = exportFolder(reports, format, folder, { force, signal: interrupts.signal })
  for (;;) {
    const next = await run.next()
    if (!next.done) {
      tally.add(next.value)
      continue
    }
    tally.end(next.value === null)
    if (next.value) return complain('--out', next.value)
    return interrupts.came() ? EXIT.interrupted : gravest(...tally.codes)
  }
}

async function writeFile(
  reports: OutgoingReports,
  format: StreamFormat,
  path: string,
  tally: Tally,
  interrupts: Interrupts,
): Promise<number> {
  const file = await wholeFile(path)
  if ('code' in file) {
    tally.end(false)
    return complain('--out', file)
  }
  let whole = false
  try {
    await pass(reports, format, file, tally, interrupts)
    whole = !interrupts.came()
  } finally {
    if (!whole) {
      await file.drop()
      tally.end(false)
    }
  }
  if (!whole) {
    tell(say(`stopped; ${path} was not written`, `已中止；没有写出 ${path}`))
    return EXIT.interrupted
  }
  const problem = await file.end()
  tally.end(problem === null)
  return problem ? complain('--out', problem) : gravest(...tally.codes)
}

async function writeStandardOutput(
  reports: OutgoingReports,
  format: StreamFormat,
  tally: Tally,
  interrupts: Interrupts,
): Promise<number> {
  try {
    await pass(reports, format, outputSink(process.stdout), tally, interrupts)
    tally.end(false)
  } catch (error) {
    tally.end(false)
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    return complain('standard output', outputProblem(error, 'standard output'))
  }
  return interrupts.came() ? EXIT.interrupted : gravest(...tally.codes)
}

async function pass(
  reports: OutgoingReports,
  format: StreamFormat,
  sink: Sink,
  tally: Tally,
  { signal }: Interrupts,
): Promise<void> {
  for await (const result of format.write(untilStopped(reports, signal), sink)) tally.add(result)
}

async function* untilStopped(reports: OutgoingReports, signal: AbortSignal) {
  for await (const one of reports) {
    if (signal.aborted) return
    yield one
  }
}
