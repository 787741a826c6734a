import type { Role } from './session.ts'

/** Something of all documents, or of a batch, that may be downloaded. */
export type Download = {
  readonly what: 'reports' | 'truths' | 'audit'
  /** What GET takes as ?format=; null where there is but one. */
  readonly format: string | null
  readonly role: Role
  /** Whether ?batch= narrows it. */
  readonly byBatch: boolean
}

/** Formats of GET /api/exports/reports, in the order of the menu. */
export const REPORT_FORMATS: readonly string[] = []

/** What the page offers for download. */
export const DOWNLOADS: readonly Download[] = [
  ...(REPORT_FORMATS.length > 0 ? REPORT_FORMATS : [null]).map(
    (format) => ({ what: 'reports', format, role: 'viewer', byBatch: true }) as const,
  ),
  { what: 'truths', format: null, role: 'viewer', byBatch: false },
  { what: 'audit', format: null, role: 'admin', byBatch: false },
]
