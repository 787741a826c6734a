import type { Correction } from '../../schemas/correction.ts'
import type { Report } from '../../schemas/report.ts'
import type { TrueField, Truth } from '../../schemas/truth.ts'
import { lastWords } from './last-words.ts'

/**
 * What people settled of a document, as a truth to measure and to train with: those fields only. What nobody can read,
 * or the document has no cell for, is no truth; nor is what the form has not. Null where nothing is left. Fields come in
 * the report's order, so that the same words give the same truth.
 */
export function truthOf(report: Report, corrections: readonly Correction[]): Truth | null {
  const said = lastWords(corrections).fields
  const settled = Object.keys(report.fields).flatMap((id) => {
    const word = said.get(id)
    return word && TELLING.has(word.state) ? [[id, { value: word.value, state: word.state }] as const] : []
  })
  if (settled.length === 0) return null
  const facts = new Map(settled.filter(([id]) => id.startsWith('document.')))
  const [organization, year, signedOn] = ['organization', 'year', 'signedOn'].map(
    (fact) => facts.get(`document.${fact}`)?.value,
  )
  return {
    source: { name: report.source.name, sha256: report.source.sha256 },
    ...(typeof organization === 'string' ? { organization } : {}),
    ...(typeof year === 'number' ? { year } : {}),
    ...(typeof signedOn === 'string' ? { signedOn } : {}),
    level: report.source.kind,
    fields: Object.fromEntries(settled.filter(([id]) => !facts.has(id))),
  }
}

const TELLING: ReadonlySet<TrueField['state']> = new Set(['number', 'text', 'blank', 'dash'])
