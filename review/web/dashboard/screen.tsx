import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { PATHS } from '../../api/paths.ts'
import type { Dashboard, QueueCounts, Share } from '../../api/progress.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { startOfDay } from '../day.ts'
import { showMark } from '../documents/marks.tsx'
import { hear } from '../events.ts'
import { percent } from '../review/values.ts'
import { hrefOf } from '../route.ts'
import { may } from '../session.ts'
import { figure, type TextKey, t } from '../text/index.ts'
import { Reliability } from './reliability.tsx'

/** Milliseconds that news are gathered before the figures, which are of everything, are asked for anew. */
const GATHER_MS = 5_000

/** How good the readings and the reviewing are, measured. */
export function DashboardScreen() {
  const [dashboard, setDashboard] = useState<Dashboard | null>(null)
  const [counts, setCounts] = useState<QueueCounts | null>(null)
  const [failed, setFailed] = useState('')
  useEffect(() => {
    const load = () => {
      const today = startOfDay()
      void call<Dashboard>('GET', pathOf(PATHS.dashboard, {}, { today })).then((reply) => {
        setFailed(reply.ok ? '' : failureText(reply))
        if (reply.ok) setDashboard(reply.value)
      })
      const counting = call<QueueCounts>('GET', pathOf(PATHS.counts, {}, { today }))
      void counting.then((reply) => reply.ok && setCounts(reply.value))
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        load()
      }, GATHER_MS)
    }
    load()
    const deaf = hear({ document: soon, again: soon })
    return () => {
      deaf()
      clearTimeout(timer)
    }
  }, [])
  if (failed && !dashboard) return <main class="screen wrong">{failed}</main>
  if (!dashboard) return <main class="screen quiet">{t('list.loading')}</main>
  const { median, p90 } = dashboard.secondsPerItem
  return (
    <main class="screen">
      <h1>{t('nav.dashboard')}</h1>
      <div class="tiles">
        <ShareTile text="board.silent" share={dashboard.silent} digits={2} />
        <ShareTile text="board.review" share={dashboard.review} digits={1} />
        <ShareTile text="board.agreement" share={dashboard.agreement} digits={1} />
        <ShareTile text="board.falseAlarms" share={dashboard.falseAlarms} digits={1} />
        <Tile text="board.time" value={median === null ? '—' : t('board.seconds', { seconds: figure(round(median)) })}>
          {p90 === null ? '' : t('board.p90', { seconds: figure(round(p90)) })}
        </Tile>
        <Tile text="board.size" value={figure(dashboard.documents)}>
          {t('board.fields', { count: figure(dashboard.fields) })}
        </Tile>
      </div>
      {counts && <Queue counts={counts} />}
      <div class="two">
        <section class="panel">
          <h2>{t('board.reliability')}</h2>
          <p class="quiet">{t('board.reliabilityWhat')}</p>
          <Reliability bins={dashboard.reliability} />
        </section>
        <section class="panel">
          <h2>{t('board.reviewers')}</h2>
          <Reviewers dashboard={dashboard} />
        </section>
      </div>
    </main>
  )
}

function ShareTile({
  text,
  share,
  digits,
}: {
  readonly text: TextKey
  readonly share: Share
  readonly digits: number
}) {
  return (
    <Tile text={text} value={share.of === 0 ? '—' : percent(share.hits / share.of, digits)}>
      {share.of === 0
        ? t('board.none')
        : t('board.interval', {
            low: percent(share.low, digits),
            high: percent(share.high, digits),
            hits: figure(share.hits),
            of: figure(share.of),
          })}
    </Tile>
  )
}

type TileProps = { readonly text: TextKey; readonly value: string; readonly children: ComponentChildren }

function Tile({ text, value, children }: TileProps) {
  return (
    <section class="tile">
      <h2>{t(text)}</h2>
      <p class="big">{value}</p>
      <p class="quiet">{children}</p>
    </section>
  )
}

const COUNTED = ['items', 'documents', 'settled', 'settledToday', 'mine', 'leased', 'skipped', 'problematic'] as const

/** The queue: what is settled of all that there was to settle. */
function Queue({ counts }: { readonly counts: QueueCounts }) {
  return (
    <section class="panel queue">
      <h2>{t('board.queue')}</h2>
      <progress max={counts.settled + counts.items || 1} value={counts.settled} aria-label={t('board.queue')} />
      <dl class="inline-list">
        {COUNTED.filter((key) => key !== 'mine' || may('reviewer')).map((key) => (
          <div key={key} title={key === 'items' ? t('count.itemsWhat') : undefined}>
            <dt>{t(`count.${key}`)}</dt>
            <dd>
              {(key === 'skipped' || key === 'problematic') && counts[key] > 0 ? (
                <a
                  href={hrefOf('documents')}
                  aria-label={`${t(`count.${key}`)} ${figure(counts[key])}`}
                  onClick={() => showMark(key)}
                >
                  {figure(counts[key])}
                </a>
              ) : (
                figure(counts[key])
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Reviewers({ dashboard }: { readonly dashboard: Dashboard }) {
  if (dashboard.reviewers.length === 0) return <p class="quiet">{t('board.none')}</p>
  return (
    <table class="list">
      <thead>
        <tr>
          <th>{t('history.who')}</th>
          <th>{t('count.settled')}</th>
          <th>{t('count.settledToday')}</th>
        </tr>
      </thead>
      <tbody>
        {dashboard.reviewers.map(({ who, settled, today }) => (
          <tr key={who}>
            <td>{who}</td>
            <td class="figure">{figure(settled)}</td>
            <td class="figure">{figure(today)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
