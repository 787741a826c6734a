import type { Check, Report } from '../../../schemas/report.ts'
import { isCorrected } from '../review/live.ts'
import { ruleText } from '../review/values.ts'
import { figure, type TextKey, t } from '../text/index.ts'

/** How many equations hold, and those that fail, with what is known of the reason. */
export function Checks({ report }: { readonly report: Report }) {
  const wrong = report.checks.filter(({ outcome }) => outcome === 'fail')
  const passed = report.checks.filter(({ outcome }) => outcome === 'pass').length
  return (
    <section>
      <h2>{t('one.checks')}</h2>
      <p>
        <span class="tag pass">{t('one.passed', { count: figure(passed) })}</span>{' '}
        {wrong.length > 0 && <span class="tag fail">{t('one.failed', { count: figure(wrong.length) })}</span>}
      </p>
      <ul class="plain">
        {wrong.map((check) => (
          <li key={check.id}>
            {ruleText(check)} <code>{check.id}</code> {check.left} ≠ {check.right}{' '}
            <Reason text={reasonOf(check, report)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Reason({ text }: { readonly text: TextKey | null }) {
  return text && <span class="quiet">{t(text)}</span>
}

/** That readings are beyond doubt is not yet that somebody looked; and a figure that somebody typed was not read. */
function reasonOf({ verdict, fields: ids }: Check, { fields }: Report): TextKey | null {
  const said = ids.flatMap((id) => {
    const field = fields[id]
    return field && isCorrected(field) ? [field] : []
  })
  const typed = said.some(({ value, state, read }) => read && (read.value !== value || read.state !== state))
  if (typed) return 'verdict.typed'
  if (verdict === 'source') return said.length > 0 ? 'verdict.confirmed' : 'verdict.sure'
  return verdict ? `verdict.${verdict}` : null
}
