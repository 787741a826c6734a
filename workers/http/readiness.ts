import { keepAnswer } from '../keep-answer.ts'
import { withinTime } from '../within-time.ts'
import type { Readiness } from './answers.ts'

/** A service that takes longer than this for the least of questions is no use to work with. */
const PATIENCE_MS = 2000
/** Probes of one moment share an answer. */
const KEPT_MS = 500

/** Asks all services whether they answer, at once. A check that rejects, or is silent for two seconds, is a problem. */
export function readinessOf(checks: Readonly<Record<string, () => Promise<unknown>>>): () => Promise<Readiness> {
  const kept = Object.entries(checks).map(([name, check]) => [name, keepAnswer(check, KEPT_MS)] as const)
  return async () => {
    const found = await Promise.all(
      kept.map(([name, check]) =>
        withinTime(check(), PATIENCE_MS).then(
          () => [],
          (error: unknown) => [`${name}: ${error instanceof Error ? error.message : String(error)}`],
        ),
      ),
    )
    const problems = found.flat()
    return { ok: problems.length === 0, problems }
  }
}
