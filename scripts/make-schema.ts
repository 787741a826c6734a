import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportJsonSchema } from '../schemas/json-schema.ts'

// Writes schemas/report.schema.json from the zod types.
const file = join(import.meta.dirname, '..', 'schemas', 'report.schema.json')
writeFileSync(file, `${JSON.stringify(reportJsonSchema(), null, 2)}\n`)
