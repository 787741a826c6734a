import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { type AliasFault, type AliasPair, aliasPairs, resolveAliases } from '../../pipeline/years/aliases.ts'
import { readJsonFile } from '../json-file.ts'

const AliasFile = z.record(z.string(), z.array(z.string()))

/** The aliases in a file, normalized. Throws commander's InvalidArgumentError, which ends in one line and exit code 2. */
export function parseAliases(path: string): readonly AliasPair[] {
  const named = AliasFile.safeParse(readJsonFile(path))
  if (!named.success) {
    throw new InvalidArgumentError('the file must read {"an agency’s name": ["another name of it", …], …}.')
  }
  const pairs = aliasPairs(named.data)
  const aliases = resolveAliases(pairs)
  if ('fault' in aliases) throw new InvalidArgumentError(`${faultLine(aliases)}.`)
  return pairs
}

/** What is wrong with aliases, for people. */
export function faultLine({ fault, names }: AliasFault): string {
  if (fault === 'cycle') return `aliases lead back to themselves: ${names.join(' → ')}`
  const [alias, ...agencies] = names
  return `${alias} is given to two agencies: ${agencies.join(', ')}`
}
