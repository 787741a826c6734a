import { z } from 'zod'
import { Report } from './report.ts'

/**
 * The report as JSON Schema (draft 2020-12), for programs that know nothing of zod. schemas/report.schema.json holds it;
 * `node scripts/make-schema.ts` writes that file anew, and a test tells when it is due.
 */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(Report, { io: 'input' })
  return { $schema, title: 'nianbao/report@1', description: DESCRIPTION, ...schema }
}

const DESCRIPTION =
  'What was read of a Chinese government annual report on information disclosure; docs/formats.md says what the members mean.'
