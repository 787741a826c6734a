import { useEffect, useState } from 'preact/hooks'
import type { TableMark } from '../../../schemas/correction.ts'
import type { HistoryEntry } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { tableTitle } from '../review/form-tables.tsx'
import { nameOf } from '../review/labels.ts'
import { valueText } from '../review/values.ts'
import { moment, t, told } from '../text/index.ts'

/** What was read and said of a field, with the marks of tables that changed it, or of everything in a document, the oldest first. */
export function History({ document, field }: { readonly document: string; readonly field?: string }) {
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null)
  useEffect(() => {
    let wanted = true
    void call<HistoryEntry[]>('GET', pathOf(PATHS.history, { id: document }, { field })).then((reply) => {
      if (wanted) setEntries(reply.ok ? reply.value : [])
    })
    return () => {
      wanted = false
    }
  }, [document, field])
  // A table's mark, in a field's own history.
  const isOther = ({ subject }: HistoryEntry) => field !== undefined && subject !== field
  if (entries === null) return <p class="quiet">{t('list.loading')}</p>
  if (entries.length === 0) return <p class="quiet">{t('history.none')}</p>
  return (
    <table class="list history">
      <thead>
        <tr>
          <th>{t('history.at')}</th>
          <th>{t('history.who')}</th>
          {!field && <th>{t('history.subject')}</th>}
          <th>{t('history.before')}</th>
          <th>{t('history.after')}</th>
          <th>{t('history.why')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, i) => (
          <tr key={i}>
            <td>{moment(entry.at)}</td>
            <td>{entry.who}</td>
            {!field && <td>{nameOf(entry.subject, null)}</td>}
            {isAside(entry) ? (
              <td colSpan={2}>{entry.note}</td>
            ) : entry.withheld ? (
              <td colSpan={2} class="quiet">
                {t('history.withheld')}
              </td>
            ) : (
              <>
                <td class={isOther(entry) ? '' : 'figure'}>{wordOf(entry.before, 'history.asRead')}</td>
                <td class={isOther(entry) ? '' : 'figure'}>
                  {isOther(entry)
                    ? t('history.of', {
                        table: nameOf(entry.subject, null),
                        what: wordOf(entry.after, 'history.takenBack'),
                      })
                    : wordOf(entry.after, 'history.takenBack')}
                </td>
              </>
            )}
            <td>{told('why', entry.why)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whether an entry puts an item aside, or brings it back: that says nothing of what the field holds. */
function isAside({ before, after, why }: HistoryEntry): boolean {
  return before === null && after === null && (why === 'problematic' || why === 'skipped' || why === 'open')
}

/** A value in words; where there was no word, what that means. A sign would read like a printed dash. */
function wordOf(value: unknown, nothing: 'history.asRead' | 'history.takenBack'): string {
  if (value === null || typeof value !== 'object') return t(nothing)
  const { state, value: said } = value as { state?: unknown; value?: unknown }
  if (typeof state === 'string') return valueText({ state, value: said } as Parameters<typeof valueText>[0])
  const { form = null, table = null } = value as Partial<TableMark>
  return tableTitle(form, table)
}
