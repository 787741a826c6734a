import { normalizeAgency } from './agency.ts'

/** Another name of an agency, both normalized. */
export type AliasPair = { readonly alias: string; readonly agency: string }

/** Normalized name → the normalized name that stands for all of an agency's. */
export type Aliases = ReadonlyMap<string, string>

/** Why pairs make no aliases: names that lead back to themselves, or one name given to two agencies. */
export type AliasFault = { readonly fault: 'cycle' | 'ambiguous'; readonly names: readonly string[] }

/** The agency that a normalized name stands for: itself where nobody says otherwise. */
export function agencyOf(name: string, aliases: Aliases): string {
  return aliases.get(name) ?? name
}

/** Follows chains of aliases to their ends, so that one look-up answers; a fault where there is no end. */
export function resolveAliases(pairs: readonly AliasPair[]): Aliases | AliasFault {
  const next = new Map<string, string>()
  for (const { alias, agency } of pairs) {
    const known = next.get(alias)
    if (known !== undefined && known !== agency) return { fault: 'ambiguous', names: [alias, known, agency] }
    if (alias !== agency) next.set(alias, agency)
  }
  const resolved = new Map<string, string>()
  for (const alias of next.keys()) {
    const trail = [alias]
    for (let name = next.get(alias); name !== undefined; name = next.get(name)) {
      if (trail.includes(name)) return { fault: 'cycle', names: [...trail, name] }
      trail.push(name)
    }
    resolved.set(alias, trail.at(-1)!)
  }
  return resolved
}

/** Pairs of what a file of aliases says, an agency's name → its other names, as people write them. */
export function aliasPairs(named: Readonly<Record<string, readonly string[]>>): AliasPair[] {
  return Object.entries(named).flatMap(([agency, others]) =>
    others
      .map((other) => ({ alias: normalizeAgency(other), agency: normalizeAgency(agency) }))
      .filter(({ alias, agency: to }) => alias !== to && alias !== '' && to !== ''),
  )
}

/** All normalized names that stand for the same agency as this one, itself included, in order. */
export function namesOf(name: string, aliases: Aliases): string[] {
  const agency = agencyOf(name, aliases)
  const others = [...aliases].flatMap(([alias, to]) => (to === agency ? [alias] : []))
  return [...new Set([agency, name, ...others])].sort()
}
