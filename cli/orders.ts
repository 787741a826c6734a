import type { Command } from 'commander'
import type { DocumentState } from '../store/schema.ts'
import type { Selection } from '../workers/select.ts'
import { parseBatch, refuse } from './cluster-options.ts'
import { listed, say } from './language.ts'
import { stateName } from './state-names.ts'

/** How a command's user says which documents are meant. */
export type WhichOptions = { readonly batch?: string; readonly all?: boolean }

/** Puts the ways on a command to say which documents are meant. */
export function addWhich(command: Command, all: string): Command {
  return command
    .argument(
      '[documents...]',
      say('ids, beginnings of ids (6 digits or more), or names', '文档编号、编号开头（至少 6 位）或文件名'),
    )
    .option('--batch <name>', say('those of this batch', '这一批次的文档'), parseBatch)
    .option('--all', all)
}

/** The selection that was typed; ends the command as wrong use where none was. */
export function selectionOf(
  command: Command,
  named: readonly string[],
  { batch, all }: WhichOptions,
  states: readonly DocumentState[],
): Selection {
  if (named.length === 0 && batch === undefined && !all) {
    command.error(
      `error: ${say('say which: ids or names, --batch NAME, or --all', '请指明文档：编号或文件名、--batch 批次，或 --all')}`,
    )
  }
  if (named.length > 0 && all) {
    command.error(
      `error: ${say('--all means more than what is named; give one of them', '--all 已包括指名的文档，两者只能给一个')}`,
    )
  }
  return { named, batch, states }
}

/** Collects names that mean no document, and tells them. */
export function unknownNames(): { readonly add: (name: string) => void; readonly count: () => number } {
  let count = 0
  return {
    add(name) {
      count++
      refuse('file-missing', say(`${name}: no document has this id or name`, `${name}：没有这个编号或文件名的文档`))
    },
    count: () => count,
  }
}

/** "3 documents", "1 document". */
export function documents(count: number): string {
  return say(`${count} document${count === 1 ? '' : 's'}`, `${count} 份文档`)
}

/** What was left, by state: "left as they are: 2 running, 1 done". */
export function leftLine(left: ReadonlyMap<DocumentState, number>): string {
  const parts = [...left].map(([state, count]) => say(`${count} ${state}`, `${stateName(state)} ${count} 份`))
  return say('left as they are: ', '未动：') + listed(parts)
}
