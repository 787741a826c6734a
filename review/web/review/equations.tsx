import { Fragment } from 'preact'
import type { Check } from '../../../schemas/report.ts'
import { FORMS } from '../forms.ts'
import { figure, t, told } from '../text/index.ts'
import { labelsOf } from './labels.ts'
import { equations, shownOf } from './live.ts'
import { current, task } from './state.ts'
import { show } from './turns.ts'
import { cellText } from './values.ts'

/** The equations that the cursor's field stands in; they are computed with what is being typed. */
export function Equations() {
  const checks = equations.value
  return (
    <section class="equations" aria-label={t('equations.label')}>
      {checks.length === 0 && <p class="quiet">{t('equations.none')}</p>}
      {checks.map((check) => (
        <Equation key={check.id} check={check} />
      ))}
    </section>
  )
}

function Equation({ check }: { readonly check: Check }) {
  const { left, right } = sidesOf(check)
  return (
    <article class={`equation ${check.outcome}`} data-check={check.id}>
      <header>
        <b class="outcome">{t(`outcome.${check.outcome}`)}</b>
        <span class="rule">{told('rule', check.id.split('.')[0] ?? '')}</span>
        <span class="grow" />
        {check.left !== null && check.right !== null && (
          <span class="sums">
            {figure(check.left)} {check.outcome === 'fail' ? '≠' : '='} {figure(check.right)}
            {check.outcome === 'fail' && <em>{t('equations.off', { by: signed(check.left - check.right) })}</em>}
          </span>
        )}
      </header>
      <p class="terms">
        <Terms fields={left} />
        {right.length > 0 && <span class="sign">=</span>}
        <Terms fields={right} />
      </p>
    </article>
  )
}

function Terms({ fields }: { readonly fields: readonly string[] }) {
  return (
    <>
      {fields.map((field, i) => {
        const shown = shownOf(field)
        const { row, column } = labelsOf(field, task.value?.report.document.form ?? null)
        const empty = shown && shown.state !== 'number' && shown.state !== 'text'
        return (
          <Fragment key={field}>
            {i > 0 && <span class="sign">+</span>}
            <button
              type="button"
              class={`term ${shown?.from ?? ''} ${empty ? 'empty' : ''}`}
              aria-current={field === current.value ? 'true' : undefined}
              title={`${row} ${column}`}
              onClick={() => show(field)}
            >
              {(shown && cellText(shown)) || '·'}
            </button>
          </Fragment>
        )
      })}
    </>
  )
}

/** Which fields stand left and which right of the equals sign. */
function sidesOf(check: Check): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const [family, at] = check.id.split('.')
  const equation = FORMS.flatMap((form) => form.equations).find(
    ({ id, table }) =>
      id.startsWith(`${family}.`) && check.fields.every((field) => field.startsWith(`${table}.`)) && at !== undefined,
  )
  if (!equation) return { left: check.fields, right: [] }
  const index = equation.for === 'column' ? 1 : 2
  const isRight = (field: string) => equation.right.includes(field.split('.')[index] ?? '')
  return { left: check.fields.filter((field) => !isRight(field)), right: check.fields.filter(isRight) }
}

function signed(by: number): string {
  return by > 0 ? `+${figure(by)}` : `−${figure(-by)}`
}
