import { type Encoding, encode } from './encode.ts'
import { type Damage, KINDS, type Kind, POSSIBLE } from './garble/kinds.ts'
import { garble } from './garble.ts'
import { seeded } from './random.ts'
import { makeReport } from './report.ts'
import { type Truth, truthOfDump } from './truth.ts'

/** The text dump number `index` of a seed: kinds take turns, everything else is drawn. */
export function varyText(seed: string, index: number): { name: string; bytes: Uint8Array; truth: Truth } {
  const kind = KINDS[index % KINDS.length] as Kind
  const random = seeded(`${seed}/text/${index}`)
  const damages = [...new Set(random.some<Damage>(POSSIBLE[kind], random.int(1, 3)))]
  const report = makeReport(random, {
    agencyError: random.chance(0.15),
    ...(kind === 'detached' || (kind === 'plainLines' && damages.includes('loseCells')) ? { style: 'zeros' } : {}),
  })
  const habits = { renamed: random.chance(0.25), swapped: random.chance(0.15), spaced: random.chance(0.15) }
  const dump = garble(report, kind, damages, habits, random)
  const truth = truthOfDump(report, dump)
  // Pinyin letters and dashes are outside what GB18030 writes in two bytes, so those dumps stay in UTF-8.
  const encoding: Encoding =
    kind === 'traditional' ? 'utf-8' : random.weighted({ 'utf-8': 12, 'utf-8-bom': 1, 'utf-16le': 1, gb18030: 2 })
  const own = Object.entries(habits).flatMap(([habit, on]) => (on ? [habit] : []))
  return {
    name: `${String(index).padStart(4, '0')}-${kind}`,
    bytes: encode(dump.text, encoding),
    truth: { ...truth, traits: [...truth.traits, ...own, ...(encoding === 'utf-8' ? [] : [encoding])] },
  }
}
