/**
 * The library. A document is read in two halves: `readDocument` (or `openDocument`, or `readPage`, page by page) says what
 * stands on its pages, which takes seconds; `assemble` makes the report of these readings, with forms and corrections, in
 * milliseconds. What can be expected to go wrong comes back as a `Problem` with a code; only defects throw.
 * docs/library.md is its guide.
 */

// Documents to page readings.
export { openPdf, type PdfDocument } from './engines/pdf/open.ts'
export type { DocumentReading, OpenedDocument, OpenOptions, ReadOptions } from './engines/source/document.ts'
export { type Finished, finishReadings } from './engines/source/finish.ts'
export { openDocument } from './engines/source/open.ts'
export { type PageRange, parsePageRanges } from './engines/source/pages.ts'
export { readDocument } from './engines/source/read.ts'
export { readPage } from './engines/source/read-page.ts'
export { type DecodedText, decodeText, type Encoding } from './engines/text/decode.ts'
// What people take away.
export { FORMAT_NAMES, type FormatName, type FormatOptions } from './export/formats.ts'
export {
  type ExportFileOptions,
  exportFile,
  exportFiles,
  type FileFormatName,
  type FolderFormatName,
  type OriginalFile,
} from './export/from-reports.ts'
export { type ComparisonPageOptions, comparisonPage } from './export/html/comparison-page.ts'
export { type StatisticsPageOptions, statisticsPage } from './export/html/statistics-page.ts'
export type { ExportFile } from './export/outgoing.ts'
// Reports beside each other: two readings, the years of an agency, many.
export { type CompareOptions, compareReports, differs } from './pipeline/compare/compare.ts'
export { type FieldLabel, fieldLabels } from './pipeline/compare/labels.ts'
// Page readings to reports; corrections; checks while somebody types.
export { type Edits, type Rechecked, recheck } from './pipeline/correct/recheck.ts'
export { readText } from './pipeline/read/text.ts'
export { type AssembleOptions, assemble } from './pipeline/report/assemble.ts'
export {
  collectStatistics,
  type StatisticsCollector,
  type StatisticsOptions,
  statisticsOf,
} from './pipeline/stats/collect.ts'
export { normalizeAgency } from './pipeline/years/agency.ts'
export { type Aliases, type AliasFault, aliasPairs, resolveAliases } from './pipeline/years/aliases.ts'
export { type Neighbours, withCarryChecks } from './pipeline/years/carry.ts'
export { type CarryFigures, carryFigures, type LeftOut } from './pipeline/years/figures.ts'
export { type AgencyYears, listYears } from './pipeline/years/listing.ts'
export * from './schemas/comparison.ts'
export * from './schemas/correction.ts'
// Forms.
export * from './schemas/form.ts'
export { FORMS } from './schemas/forms/index.ts'
export * from './schemas/geometry.ts'
// What it is all made of.
export { reportJsonSchema } from './schemas/json-schema.ts'
export * from './schemas/page.ts'
export * from './schemas/problem.ts'
export * from './schemas/report.ts'
export * from './schemas/statistics.ts'
