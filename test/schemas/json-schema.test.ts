import { expect, test } from 'vitest'
import { reportJsonSchema } from '../../schemas/json-schema.ts'
import kept from '../../schemas/report.schema.json' with { type: 'json' }

test('the published schema is that of the types; node scripts/make-schema.ts writes it anew', () => {
  expect(kept).toEqual(reportJsonSchema())
  expect(Object.keys(kept.properties)).toContain('fields')
})
