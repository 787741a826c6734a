import type { Command } from 'commander'
import type { DocumentState } from '../store/schema.ts'
import type { Selection } from '../workers/select.ts'
import { parseBatch, tell } from './cluster-options.ts'

/** How a command's user says which documents are meant. */
export type WhichOptions = { readonly batch?: string; readonly all?: boolean }

/** Puts the ways on a command to say which documents are meant. */
export function addWhich(command: Command, all: string): Command {
  return command
    .argument('[documents...]', 'ids, beginnings of ids (6 digits or more), or names')
    .option('--batch <name>', 'those of this batch', parseBatch)
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
    command.error('error: say which: ids or names, --batch NAME, or --all')
  }
  if (named.length > 0 && all) command.error('error: --all means more than what is named; give one of them')
  return { named, batch, states }
}

/** Collects names that mean no document, and tells them. */
export function unknownNames(): { readonly add: (name: string) => void; readonly count: () => number } {
  let count = 0
  return {
    add(name) {
      count++
      tell(`${name}: no document has this id or name [file-missing]`)
    },
    count: () => count,
  }
}

/** "3 documents", "1 document". */
export function documents(count: number): string {
  return `${count} document${count === 1 ? '' : 's'}`
}

/** What was left, by state: "left as they are: 2 running, 1 done". */
export function leftLine(left: ReadonlyMap<DocumentState, number>): string {
  return [...left].map(([state, count]) => `${count} ${state}`).join(', ')
}
