import type { Form } from '../../schemas/form.ts'
import form2019 from '../../schemas/forms/2019.json' with { type: 'json' }
import form2021 from '../../schemas/forms/2021.json' with { type: 'json' }

// The validated list of schemas/forms would bring the validator into the page; the files are checked by tests anyway.

/** The official forms, oldest first, as the browser knows them. */
export const FORMS: readonly Form[] = [form2019, form2021] as unknown as readonly Form[]
