import { Fragment } from 'preact'
import { instancesOf } from '../../../pipeline/check/equation.ts'
import type { Check } from '../../../schemas/report.ts'
import { formsFrom } from '../forms.ts'
import { figure, t } from '../text/index.ts'
import { labelsOf } from './labels.ts'
import { equations, shownOf } from './live.ts'
import { current, task } from './state.ts'
import { show } from './turns.ts'
import { cellText, ruleText } from './values.ts'

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
        <span class="rule">{ruleText(check)}</span>
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

/** Which fields stand left and which right of the equals sign: as the form that has the equation says. */
function sidesOf({ id, fields }: Check): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const instances = formsFrom(task.value?.report.document.form ?? null).flatMap(({ equations, tables }) =>
    equations.flatMap((equation) =>
      tables.filter((table) => table.id === equation.table).flatMap((table) => instancesOf(equation, table)),
    ),
  )
  const found = instances.find(
    (one) => one.id === id && fields.every((field) => [...one.left, ...one.right].includes(field)),
  )
  if (!found) return { left: fields, right: [] }
  return {
    left: fields.filter((field) => found.left.includes(field)),
    right: fields.filter((field) => found.right.includes(field)),
  }
}

function signed(by: number): string {
  return by > 0 ? `+${figure(by)}` : `−${figure(-by)}`
}
