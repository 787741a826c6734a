import { expect, test } from 'vitest'
import { FORMS as ofThePage } from '../../../review/web/forms.ts'
import { FORMS } from '../../../schemas/forms/index.ts'

test('the page knows the official forms as everybody else does', () => {
  expect(ofThePage).toEqual(FORMS)
})
