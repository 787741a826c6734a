import { chineseMessage } from '../../../pipeline/problems/chinese.ts'
import { nameOf } from '../review/labels.ts'
import { language } from '../text/index.ts'

type Props = { readonly message: string; readonly form: string | null }

/**
 * What a problem's message says beyond its code, in the reader's language. What libraries said besides is English, and
 * stands in the report.
 */
export function ProblemDetail({ message, form }: Props) {
  if (language.value === 'en') return <small class="quiet">{message}</small>
  const said = chineseMessage(message, (subject) => nameOf(subject, form))
  return said && <small class="quiet">{said.sentence}</small>
}
