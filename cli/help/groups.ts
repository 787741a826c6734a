import type { Command } from 'commander'
import { say } from '../language.ts'

/** The commands by what somebody wants, in the order of the list that `nianbao --help` prints. */
const GROUPS: readonly { readonly heading: () => string; readonly names: readonly string[] }[] = [
  { heading: () => say('Read documents:', '读取文档：'), names: ['extract', 'show', 'eval'] },
  {
    heading: () => say('Read many, with workers:', '大批量读取：'),
    names: ['submit', 'watch', 'worker', 'status', 'failed', 'retry', 'cancel', 'reassemble', 'remove', 'sweep'],
  },
  {
    heading: () => say('Review and take away:', '核对与取用：'),
    names: ['serve', 'user', 'export', 'compare', 'check-years', 'stats', 'schema'],
  },
]

/** Puts a command under its heading, those that have none under the last one; gives its place in the list. */
export function putInGroup(command: Command): number {
  const group = GROUPS.findIndex(({ names }) => names.includes(command.name()))
  command.helpGroup(GROUPS[group]?.heading() ?? say('Also:', '其他：'))
  const names = GROUPS.flatMap(({ names }) => names)
  return group < 0 ? names.length : names.indexOf(command.name())
}
