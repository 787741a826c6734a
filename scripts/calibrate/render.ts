import type { Figures } from './validate.ts'

/** Figures as lines for a terminal. */
export function renderFigures(name: string, figures: Figures): string {
  const { cells, wrong, logLoss, brier, ece, thresholds } = figures
  const head = `${name}: ${cells} cells, ${wrong} wrong; log loss ${logLoss.toFixed(5)}, Brier ${brier.toFixed(6)}, ECE ${ece.toFixed(5)}`
  const rows = thresholds.map(({ threshold, silent, silentRate, review }) => {
    const rate = (1e4 * silentRate).toFixed(1)
    return `  below ${threshold.toFixed(3)} to review: ${(100 * review).toFixed(2)} % of cells; ${silent} silent, ${rate} in 10,000`
  })
  return [head, ...rows].join('\n')
}
