import { Form } from '../form.ts'
import form2019 from './2019.json' with { type: 'json' }
import form2021 from './2021.json' with { type: 'json' }

/** The official forms that ship with the project, oldest first; `--form FILE` adds others without code. */
export const FORMS: readonly Form[] = [form2019, form2021].map((data) => Form.parse(data))
