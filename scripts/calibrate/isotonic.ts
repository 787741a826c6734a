import { stratumOf } from '../../pipeline/confidence/encode.ts'
import type { ReadingFeatures } from '../../pipeline/confidence/features.ts'
import { ceilingOf } from '../../pipeline/confidence/model.ts'
import type { Sample } from './logistic.ts'

type Step = { readonly from: number; readonly probability: number }

/**
 * The rival of the logistic model: in each stratum the share of right cells as a rising step function of the least score
 * (pool adjacent violators; Ayer and others, 1955), every step with a Laplace margin of half a cell each way.
 */
export function fitIsotonic(samples: readonly Sample[]): (features: ReadingFeatures) => number {
  const strata = Map.groupBy(samples, ({ features }) => stratumOf(features))
  const steps = new Map([...strata].map(([name, members]) => [name, stepsOf(members)]))
  const all = margin(samples.filter(({ right }) => right).length, samples.length)
  return (features) => {
    const name = stratumOf(features)
    const step = steps.get(name)?.findLast(({ from }) => from <= features.least) ?? steps.get(name)?.[0]
    return Math.min(step?.probability ?? Math.min(all, 0.5), ceilingOf(strata.get(name)?.length ?? 0))
  }
}

function stepsOf(samples: readonly Sample[]): readonly Step[] {
  const pools: { from: number; cells: number; right: number }[] = []
  const sorted = [...samples].sort((a, b) => a.features.least - b.features.least)
  for (const { features, right } of sorted) {
    const last = pools.at(-1)
    if (last && last.from === features.least) {
      last.cells++
      last.right += right ? 1 : 0
    } else pools.push({ from: features.least, cells: 1, right: right ? 1 : 0 })
    while (pools.length > 1 && share(pools.at(-2)!) >= share(pools.at(-1)!)) {
      const top = pools.pop()!
      const below = pools.at(-1)!
      below.cells += top.cells
      below.right += top.right
    }
  }
  return pools.map(({ from, cells, right }) => ({ from, probability: margin(right, cells) }))
}

function share({ cells, right }: { readonly cells: number; readonly right: number }): number {
  return right / cells
}

function margin(right: number, cells: number): number {
  return (right + 0.5) / (cells + 1)
}
