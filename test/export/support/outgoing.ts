import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { FORMAT_NAMES, type FormatName, type FormatOptions, loadFormat } from '../../../export/formats.ts'
import type { Exported, Outgoing, StreamFormat, Unavailable } from '../../../export/outgoing.ts'
import type { Correction } from '../../../schemas/correction.ts'
import type { Field, Report } from '../../../schemas/report.ts'
import { extractFile } from '../../support/extract.ts'
import { ROOT } from '../../support/sources.ts'

/** Reports of the samples that take no reading of pictures, as they are now. */
export async function sampleReports(): Promise<readonly Report[]> {
  const folders = ['digital', 'text'].map((name) => join(ROOT, 'samples', name))
  const paths = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  const reports: Report[] = []
  for (const path of paths.filter((path) => /\.(pdf|txt)$/.test(path))) reports.push(await extractFile(path))
  return reports
}

/** A report on its way out, as a source hands it on. */
export function outgoing(report: Report, corrections: readonly Correction[] = []): Outgoing {
  return {
    name: report.source.name,
    stem: report.source.name.replace(/\.\w+$/, ''),
    report,
    bytes: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
    original: async () => ({ code: 'file-missing', message: 'there is none here' }),
    corrections: async () => corrections,
  }
}

/** A field as the samples have none, with what counts in a test. */
export function field(more: Partial<Field>): Field {
  return { value: null, state: 'blank', raw: '', confidence: 1, review: false, reasons: [], readings: [], ...more }
}

/** A report with little in it. */
export function smallReport(fields: Report['fields'], more: Partial<Report> = {}): Report {
  return {
    format: 'nianbao/report@1',
    source: { name: 'small.pdf', sha256: '0'.repeat(64), pages: 1, kind: 'digital' },
    reader: 'nianbao/0.0.0',
    document: { kind: 'disclosure-annual-report', form: '2021', title: '某县年度报告' },
    fields,
    checks: [],
    tables: [],
    statements: [],
    sections: [],
    review: { needed: false, fields: Object.keys(fields).filter((id) => fields[id]?.review) },
    problems: [],
    ...more,
  }
}

export async function* streamed(all: readonly (Outgoing | Unavailable)[]): AsyncGenerator<Outgoing | Unavailable> {
  yield* all
}

export type Made = { readonly bytes: Buffer; readonly results: readonly Exported[]; readonly writes: number }

/** The file that a format makes of reports. */
export async function made(
  name: FormatName,
  reports: readonly (Outgoing | Unavailable)[],
  options: FormatOptions = {},
): Promise<Made> {
  const format = await loadFormat(name, options)
  if (format.kind !== 'stream') throw new Error(`${name} makes a folder, unlike ${FORMAT_NAMES.join(', ')}`)
  return madeBy(format, reports)
}

export async function madeBy(format: StreamFormat, reports: readonly (Outgoing | Unavailable)[]): Promise<Made> {
  const parts: Uint8Array[] = []
  const results: Exported[] = []
  const sink = {
    async write(bytes: Uint8Array) {
      parts.push(bytes.slice())
      return true
    },
  }
  for await (const result of format.write(streamed(reports), sink)) results.push(result)
  return { bytes: Buffer.concat(parts), results, writes: parts.length }
}

/** Value and state of every field of a report. */
export function values(report: Report): Record<string, readonly [Field['value'], Field['state']]> {
  return Object.fromEntries(Object.entries(report.fields).map(([id, { value, state }]) => [id, [value, state]]))
}
