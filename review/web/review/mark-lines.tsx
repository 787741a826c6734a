import { useEffect, useMemo, useState } from 'preact/hooks'
import { gridSubject, lineSubject } from '../../../pipeline/correct/table-subject.ts'
import { type Stretch, textStretches } from '../../../pipeline/correct/text-stretches.ts'
import { vocabularyOf } from '../../../pipeline/form/vocabulary.ts'
import type { PageReading } from '../../../schemas/page.ts'
import { forms } from '../forms.ts'
import { sourceLines } from '../picture/source-lines.ts'
import { pointedAt, whereIs } from '../picture/text.tsx'
import { t } from '../text/index.ts'
import { markTable } from './actions.ts'
import { FormTables } from './form-tables.tsx'
import { current, task } from './state.ts'
import { gridWith, keyOf, readAsOther, standingIn, standingInGrid, stretchAround, tablesIn } from './table-lines.ts'

type Props = { readonly page: PageReading; readonly onDone: () => void }

/** Says which table of which form lines of a text dump are, or that they are none. The lines are lit on the left. */
export function MarkLines({ page, onDone }: Props) {
  const last = sourceLines.value?.lines.length ?? 1
  const stretches = useMemo(() => {
    const found = textStretches(page, vocabularyOf(forms.value))
    return found.length + page.grids.length > 0 ? found : [{ from: 1, to: last }]
  }, [page])
  const standing = useMemo(() => standingIn(sourceLines.value?.lines ?? []), [task.value])
  const [chosen, setChosen] = useState(() => {
    const [at] = [...whereIs(sourceLines.value?.lines ?? []).label]
    const own = standing.find(({ place }) => current.value.startsWith(`${place.table.id}.`))
    const here = stretchAround(stretches, at === undefined ? at : at + 1, own)
    const inGrid = here < 0 ? gridWith(page.grids, own) : -1
    return inGrid < 0 ? Math.max(0, here) : stretches.length + inGrid
  })
  const [edited, setEdited] = useState<Stretch | null>(null)
  const [chosenAs, setAs] = useState<string | null>(null)
  const [sure, setSure] = useState(false)
  const grid = chosen - stretches.length
  const lines = edited ?? stretches[chosen] ?? null
  const isLines = grid < 0 && lines !== null
  const said = task.value!.marks[isLines ? lineSubject(lines.from, lines.to) : gridSubject(1, grid)]
  const taken = useMemo(
    () => (isLines ? tablesIn(lines, standing) : grid >= 0 ? standingInGrid(page.grids[grid]!) : []),
    [lines?.from, lines?.to, grid, standing],
  )
  const [most] = taken
  const present = said ? keyOf(said) : most ? keyOf({ form: most.place.form, table: most.place.table.id }) : 'none'
  const as = chosenAs ?? present
  const asItIs = said !== undefined && as === present
  const read = asItIs ? 0 : readAsOther(taken, as)
  const wrong = isLines && !(lines.from >= 1 && lines.from <= lines.to && lines.to <= last)
  useEffect(() => {
    pointedAt.value = isLines && !wrong ? lines : null
  }, [isLines, wrong, lines?.from, lines?.to])
  useEffect(
    () => () => {
      pointedAt.value = null
    },
    [],
  )
  const again = () => {
    setAs(null)
    setSure(false)
  }
  const edit = (change: Partial<Stretch>) => {
    setEdited({ ...(lines ?? { from: 1, to: 1 }), ...change })
    again()
  }
  return (
    <form
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        if (asItIs || wrong) return
        if (read > 0 && !sure) return setSure(true)
        onDone()
        const [form, table] = as.split(' ')
        const subject = isLines ? lineSubject(lines.from, lines.to) : gridSubject(1, grid)
        markTable(subject, as === 'none' ? { form: null, table: null } : { form: form!, table: table! })
      }}
    >
      <label>
        {t('mark.which')}
        <select
          value={chosen}
          onChange={(event) => {
            setChosen(Number(event.currentTarget.value))
            setEdited(null)
            again()
          }}
        >
          {stretches.map(({ from, to }, i) => (
            <option key={i} value={i}>
              {t('mark.lines', { from, to, text: beginning(from) })}
            </option>
          ))}
          {page.grids.map(({ rows, columns }, i) => (
            <option key={`grid ${i}`} value={stretches.length + i}>
              {t('mark.html', { number: i + 1, rows, columns })}
            </option>
          ))}
        </select>
      </label>
      {isLines && (
        <p class="line-range">
          <LineNumber label={t('mark.firstLine')} value={lines.from} last={last} onChange={(from) => edit({ from })} />
          <LineNumber label={t('mark.lastLine')} value={lines.to} last={last} onChange={(to) => edit({ to })} />
        </p>
      )}
      <FormTables
        value={as}
        onChange={(value) => {
          setAs(value)
          setSure(false)
        }}
      />
      <p class={sure || wrong ? 'wrong' : 'quiet'} role="status">
        {wrong
          ? t('mark.noLines', { last })
          : asItIs
            ? t('mark.asItIs')
            : read > 0
              ? t('mark.drops', { count: read })
              : ''}
      </p>
      <button type="submit" class={sure ? 'danger' : 'primary'} disabled={asItIs || wrong}>
        {t(sure ? 'mark.anyway' : 'mark.save')}
      </button>
    </form>
  )
}

type NumberProps = {
  readonly label: string
  readonly value: number
  readonly last: number
  readonly onChange: (value: number) => void
}

/** A line's number, with what the line says. */
function LineNumber({ label, value, last, onChange }: NumberProps) {
  return (
    <label>
      {label}
      <input
        type="number"
        min={1}
        max={last}
        value={value}
        onInput={(event) => onChange(Math.trunc(event.currentTarget.valueAsNumber || 0))}
      />
      <small class="quiet">{sourceLines.value?.lines[value - 1]?.trim() || '—'}</small>
    </label>
  )
}

function beginning(line: number): string {
  return (sourceLines.value?.lines[line - 1] ?? '').trim().replace(/\s+/gu, ' ').slice(0, 18)
}
