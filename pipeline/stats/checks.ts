import type { Check, Report } from '../../schemas/report.ts'
import type { RuleOutcomes, Statistics } from '../../schemas/statistics.ts'
import { bounded } from './bounded.ts'

/** Rules that are told apart; further forms bring rules of their own. */
const MOST_RULES = 200

type Outcomes = Omit<RuleOutcomes, 'rule'>
type Tally = { pass: number; fail: number; notAssessable: number; verdicts: Record<Verdict, number> }
type Verdict = NonNullable<Check['verdict']>

/** Counts the outcomes of checks by rule. */
export function checkTally(): { add(report: Report): void; result(): Statistics['checks'] } {
  const rules = bounded<string, Tally>(MOST_RULES, emptyTally)
  const all = emptyTally()
  return {
    add({ checks }) {
      for (const check of checks) for (const tally of [all, rules.of(ruleOf(check.id))]) count(tally, check)
    },
    result() {
      const listed = [...rules.entries].map(([rule, tally]) => ({ rule, ...outcomesOf(tally) }))
      const rest = outcomesOf(rules.rest)
      const more = rest.pass + rest.fail + rest.notAssessable > 0 ? [{ rule: '…', ...rest }] : []
      return { ...outcomesOf(all), rules: [...listed, ...more].sort((a, b) => b.fail - a.fail) }
    },
  }
}

/** The rule that a check was made by: `balance` of balance.total, `carry.previous` of carry.previous.total. */
export function ruleOf(id: string): string {
  const [first = '', second = ''] = id.split('.')
  return first === 'carry' ? `${first}.${second}` : first
}

function emptyTally(): Tally {
  return { pass: 0, fail: 0, notAssessable: 0, verdicts: { source: 0, reading: 0, unknown: 0 } }
}

function count(tally: Tally, { outcome, verdict }: Check): void {
  if (outcome === 'pass') tally.pass++
  else if (outcome === 'not-assessable') tally.notAssessable++
  else {
    tally.fail++
    tally.verdicts[verdict ?? 'unknown']++
  }
}

function outcomesOf({ pass, fail, notAssessable, verdicts }: Tally): Outcomes {
  return { pass, fail, notAssessable, verdicts: { ...verdicts } }
}
