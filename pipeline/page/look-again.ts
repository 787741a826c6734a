import type { Reading } from '../../schemas/page.ts'
import { parseValue } from '../read/value.ts'
import { SETTLE } from '../thresholds.ts'

/** Whether readers say different things of what they take for a figure; a mark told by its shape is nobody's figure. */
export function isDisputed(readings: readonly Reading[]): boolean {
  const said = readings.filter(({ reader }) => reader !== 'shape')
  return said.length > 1 && said.length === readings.length && said.some(({ raw }) => !isSame(raw, said[0]!.raw))
}

/**
 * A disputed figure's readings after the first reader looked at it again, as a figure: seen as a line of text it is pressed
 * together, and equal digits beside each other run into one. Its second word takes the place of its first where that was
 * hardly believed, where another reader says the same, or where it only adds digits; never where it only lacks some. It is
 * no surer than a reader who said otherwise before can be.
 */
export function afterSecondLook(readings: readonly Reading[], again: Reading): readonly Reading[] {
  const first = readings.find(({ reader }) => reader === again.reader)
  if (!first || parseValue(again.raw).state !== 'number' || again.score < SETTLE.doubtful) return readings
  const borneOut = isSame(first.raw, again.raw)
    ? first.score < SETTLE.doubtful
    : readings.some((other) => other !== first && isSame(other.raw, again.raw)) || isWithin(first.raw, again.raw)
  if (!borneOut || isWithin(again.raw, first.raw)) return readings
  return readings.map((own) => (own === first ? { ...again, score: Math.min(again.score, SETTLE.secondWord) } : own))
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [parseValue(a), parseValue(b)]
  return one.state === other.state && one.value === other.value
}

/** Whether `whole` has all characters of a figure, in their order, and more. */
function isWithin(part: string, whole: string): boolean {
  if (parseValue(part).state !== 'number' || parseValue(whole).state !== 'number') return false
  if (part.length >= whole.length) return false
  let at = 0
  for (const character of whole) if (character === part[at]) at++
  return at === part.length
}
