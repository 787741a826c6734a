/**
 * The library: bytes to page readings (`readDocument`, `openPdf`, `readText`), page readings to a report (`assemble`), and the types
 * and forms of all of them. Everything here returns expected failures as `Problem` values and throws only defects.
 */
export { openPdf, type PdfDocument } from './engines/pdf/open.ts'
export type { DocumentReading, ReadOptions } from './engines/source/document.ts'
export { type PageRange, parsePageRanges } from './engines/source/pages.ts'
export { readDocument } from './engines/source/read.ts'
export { type DecodedText, decodeText, type Encoding } from './engines/text/decode.ts'
export { readText } from './pipeline/read/text.ts'
export { type AssembleOptions, assemble } from './pipeline/report/assemble.ts'
export * from './schemas/form.ts'
export { FORMS } from './schemas/forms/index.ts'
export * from './schemas/geometry.ts'
export * from './schemas/page.ts'
export * from './schemas/problem.ts'
export * from './schemas/report.ts'
