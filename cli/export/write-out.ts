import { basename, dirname } from 'node:path'
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

export type Where = {
  readonly out?: string
  /** `out` is the file of the only report, in a format that makes a file for each. */
  readonly single?: boolean
  readonly force?: boolean
  readonly quiet?: boolean
  /** Files that are written from, none of which is replaced. */
  readonly inputs?: Iterable<string>
  /** Whether there must be a report: files were named, a store may well have none that fits. */
  readonly some?: boolean
  /** Files that were passed over so far. */
  readonly leftAside?: () => number
}

/** Writes reports, about `total` of them, where they are wanted, and gives the exit code. Without any that can be read nothing is touched. */
export async function writeOut(
  reports: OutgoingReports,
  format: ExportFormat,
  total: number,
  where: Where,
): Promise<number> {
  const { out, quiet = false, some = false, leftAside = () => 0 } = where
  const interrupts = listenForInterrupts()
  const toStandardOutput = out === undefined || out === '-'
  const tally = createTally(total, quiet, toStandardOutput && process.stdout.isTTY, leftAside)
  try {
    const readable = await untilReadable(reports, tally, interrupts)
    if (readable === null && (some || tally.codes.length > 0)) return nothing(tally, interrupts)
    if (format.kind === 'folder') {
      if (readable) return await writeFolder(readable, format, { ...where, out: out! }, tally, interrupts)
      tally.end(!interrupts.came())
      return interrupts.came() ? EXIT.interrupted : EXIT.ok
    }
    const all = readable ?? none()
    return toStandardOutput
      ? await writeStandardOutput(all, format, tally, interrupts)
      : await writeFile(all, format, { ...where, out }, tally, interrupts)
  } finally {
    interrupts.end()
  }
}

/** The reports from the first one on that could be opened; null where none could. Those before it are told. */
async function untilReadable(
  reports: OutgoingReports,
  tally: Tally,
  interrupts: Interrupts,
): Promise<OutgoingReports | null> {
  const all = reports[Symbol.asyncIterator]()
  for (let next = await all.next(); !next.done; next = await all.next()) {
    if (!('problem' in next.value)) return startingWith(next.value, all)
    tally.add({ ...next.value, kind: 'problem' })
    if (interrupts.came()) return null
  }
  return null
}

async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* none(): AsyncGenerator<never> {}

function nothing(tally: Tally, interrupts: Interrupts): number {
  tally.end(false)
  if (interrupts.came()) {
    tell(say('stopped', '已中止'))
    return EXIT.interrupted
  }
  const others = tally.leftAside()
  tell(say('no reports', '没有报告') + (others === null ? '' : ` · ${others}`))
  return gravest(EXIT.input, ...tally.codes)
}

type Place = Where & { readonly out: string }

async function writeFolder(
  reports: OutgoingReports,
  format: FolderFormat,
  { out, single = false, force = false }: Place,
  tally: Tally,
  interrupts: Interrupts,
): Promise<number> {
  const options = { force, signal: interrupts.signal }
  const run = single
    ? exportFolder(reports, format, dirname(out), { ...options, as: basename(out) })
    : exportFolder(reports, format, out, options)
  for (;;) {
    const next = await run.next()
    if (!next.done) {
      tally.add(next.value)
      continue
    }
    tally.end(next.value === null)
    if (next.value) return complain('--out', next.value)
    if (interrupts.came()) tell(stoppedLine(tally))
    return interrupts.came() ? EXIT.interrupted : gravest(...tally.codes)
  }
}

async function writeFile(
  reports: OutgoingReports,
  format: StreamFormat,
  { out: path, inputs = [] }: Place,
  tally: Tally,
  interrupts: Interrupts,
): Promise<number> {
  const file = await wholeFile(path, { inputs, reportLines: format.reportLines ?? false })
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

function stoppedLine(tally: Tally): string {
  const left = tally.left()
  return say(
    `stopped; what was written is whole, ${left} report${left === 1 ? '' : 's'} not written`,
    `已中止；已写出的文件都是完整的，还有 ${left} 份报告没有写出`,
  )
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
