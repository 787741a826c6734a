import type { Dashboard } from '../../api/progress.ts'
import { percent } from '../review/values.ts'
import { figure, t } from '../text/index.ts'

const WIDTH = 480
const HEIGHT = 300
const EDGE = { left: 46, right: 18, top: 18, bottom: 36 } as const
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const

/** Confidence against truth: on the diagonal, nine of ten fields of confidence 0.9 are right. */
export function Reliability({ bins }: { readonly bins: Dashboard['reliability'] }) {
  const filled = bins.filter(({ fields }) => fields > 0)
  if (filled.length === 0) return <p class="quiet">{t('board.none')}</p>
  const most = Math.max(...filled.map(({ fields }) => fields))
  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('board.reliability')}>
      {TICKS.map((tick) => (
        <g key={tick} class="tick">
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <text x={EDGE.left - 8} y={y(tick) + 4} text-anchor="end">
            {tick * 100}
          </text>
          <text x={x(tick)} y={HEIGHT - 18} text-anchor="middle">
            {tick * 100}
          </text>
        </g>
      ))}
      <line class="diagonal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <text class="axis" x={x(0.5)} y={HEIGHT - 2} text-anchor="middle">
        {t('board.confidenceAxis')}
      </text>
      {filled.map(({ from, to, fields, right }) => (
        <circle key={from} cx={x((from + to) / 2)} cy={y(right / fields)} r={4 + 10 * Math.sqrt(fields / most)}>
          <title>
            {t('board.bin', {
              from: percent(from),
              to: percent(to),
              right: figure(right),
              of: figure(fields),
            })}
          </title>
        </circle>
      ))}
    </svg>
  )
}

function x(share: number): number {
  return EDGE.left + share * (WIDTH - EDGE.left - EDGE.right)
}

function y(share: number): number {
  return HEIGHT - EDGE.bottom - share * (HEIGHT - EDGE.top - EDGE.bottom)
}
