import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { type AliasFault, type AliasPair, aliasPairs, resolveAliases } from '../../pipeline/years/aliases.ts'
import { readJsonFile } from '../json-file.ts'
import { listed, say } from '../language.ts'

const AliasFile = z.record(z.string(), z.array(z.string()))

/** The aliases in a file, normalized. Throws commander's InvalidArgumentError, which ends in one line and exit code 2. */
export function parseAliases(path: string): readonly AliasPair[] {
  const named = AliasFile.safeParse(readJsonFile(path))
  if (!named.success) {
    throw new InvalidArgumentError(
      say(
        'the file must read {"an agency’s name": ["another name of it", …], …}.',
        '文件内容应为 {"机关名称": ["它的别名", …], …}。',
      ),
    )
  }
  const pairs = aliasPairs(named.data)
  const aliases = resolveAliases(pairs)
  if ('fault' in aliases) throw new InvalidArgumentError(faultLine(aliases) + say('.', '。'))
  return pairs
}

/** What is wrong with aliases, for people. */
export function faultLine({ fault, names }: AliasFault): string {
  if (fault === 'cycle') return say('aliases lead back to themselves: ', '别名循环：') + names.join(' → ')
  const [alias, ...agencies] = names
  return say(`${alias} is given to two agencies: `, `${alias} 同时是两个机关的别名：`) + listed(agencies)
}
