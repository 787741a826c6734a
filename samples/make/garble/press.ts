import type { Random } from '../random.ts'
import { printAligned } from './aligned.ts'
import { printCellLines, printDelimited, printMarkdown } from './delimited.ts'
import type { Kind } from './kinds.ts'
import { type LetterDamage, makeTraditional } from './letters.ts'
import type { Line } from './lines.ts'
import type { Covered, TextRow } from './rows.ts'
import { printDetached, printPlainLines, printRunning, type Running } from './running.ts'

/** How a dump of one kind is written, drawn once for the whole dump. */
export interface Press {
  readonly print: (rows: readonly TextRow[]) => Line[]
  /** Empty cells stay, so that a row tells how many cells it has. */
  readonly explicit: boolean
  /** The header still names the columns, so that an agency may have swapped them. */
  readonly headed: boolean
  /** Characters of a line of prose; 0 where a paragraph is one line. */
  readonly width: number
  readonly letters: LetterDamage | undefined
}

/** Draws how a dump of this kind is written. `countable`: rows may lose cells, so nothing else may pad them. */
export function drawPress(kind: Kind, countable: boolean, random: Random): Press {
  const whole = { headed: true, explicit: true, width: 0, letters: undefined }
  const covered = random.pick<Covered>(countable ? ['omit', 'lead'] : ['omit', 'lead', 'grid'])
  const fillers = countable || covered === 'grid' || random.chance(0.7) ? 0 : random.int(1, 2)
  switch (kind) {
    case 'tabs':
      return {
        ...whole,
        print: (rows) => printDelimited(rows, { separator: '\t', end: '', covered, fillers, ownLineGroups: false }),
      }
    case 'pipes':
    case 'traditional': {
      const [separator, end] = random.pick([
        ['|', ''],
        [' | ', ' |'],
        ['|', '|'],
      ] as const)
      const ownLineGroups = covered === 'omit' && random.chance(0.5)
      const letters = kind === 'traditional' ? makeTraditional : undefined
      return {
        ...whole,
        letters,
        print: (rows) => printDelimited(rows, { separator, end, covered, fillers, ownLineGroups }),
      }
    }
    case 'markdown':
      return { ...whole, print: (rows) => printMarkdown(rows, random) }
    case 'cellLines': {
      const end = random.pick([' |', '|'])
      const filler = random.chance(0.5)
      return { ...whole, print: (rows) => printCellLines(rows, end, filler) }
    }
    case 'plainLines': {
      const airy = random.chance(0.6)
      const indent = random.chance(0.4) ? ' ' : ''
      return { ...whole, explicit: false, print: (rows) => printPlainLines(rows, airy, indent) }
    }
    case 'aligned': {
      const widths = { label: random.int(36, 48), value: random.int(7, 11) }
      return { ...whole, width: 36, print: (rows) => printAligned(rows, widths) }
    }
    case 'running':
    case 'detached': {
      const manner: Running = {
        wrap: random.pick(['after', 'after', 'first', 'middle', 'none'] as const),
        width: random.int(10, 16),
        groups: random.pick(['own-line', 'vertical', 'inline'] as const),
        heads: random.pick(['kept', 'kept', 'glued', 'shredded', 'lost'] as const),
        airy: random.chance(0.4),
      }
      const print = kind === 'running' ? printRunning : printDetached
      return {
        explicit: false,
        headed: manner.heads === 'kept' || manner.heads === 'glued',
        width: random.int(24, 34),
        letters: undefined,
        print: (rows) => print(rows, manner, random),
      }
    }
  }
}
