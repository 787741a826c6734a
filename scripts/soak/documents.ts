import { appendFileSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { ROOT } from '../../test/support/sources.ts'

/** Which samples to multiply. */
export type Kind = 'text' | 'digital' | 'scan'

/**
 * Writes `count` documents into `folder`: the samples of these kinds in turn, each copy with an ending of its own that
 * changes its hash and nothing of what it says. Gives their paths.
 */
export function makeDocuments(folder: string, count: number, kinds: readonly Kind[], from = 0): string[] {
  mkdirSync(folder, { recursive: true })
  const samples = kinds.flatMap((kind) => samplesOf(kind))
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    const sample = samples[number % samples.length]!
    const extension = extname(sample)
    const path = join(folder, `${basename(sample, extension)}-${number}${extension}`)
    copyFileSync(sample, path)
    // A comment behind a PDF's end; blank lines behind a text (UTF-16 takes two bytes for each).
    appendFileSync(path, extension === '.pdf' ? `\n% ${number}\n` : ending(sample, Math.floor(number / samples.length)))
    return path
  })
}

function samplesOf(kind: Kind): string[] {
  const folder = join(ROOT, 'samples', kind)
  const wanted = kind === 'text' ? '.txt' : '.pdf'
  return readdirSync(folder)
    .filter((name) => name.endsWith(wanted))
    .sort()
    .map((name) => join(folder, name))
}

function ending(sample: string, copy: number): Uint8Array {
  const line = sample.includes('cell-lines') ? [0x0a, 0x00] : [0x0a]
  return Uint8Array.from(Array.from({ length: copy + 1 }, () => line).flat())
}
