import { type Encoding, encode } from './encode.ts'
import { type Damage, KINDS, type Kind, POSSIBLE } from './garble/kinds.ts'
import { garble } from './garble.ts'
import { printed, writeHtml } from './html.ts'
import { layOut } from './layout.ts'
import { drawLook, type Look } from './look.ts'
import { type Random, seeded } from './random.ts'
import { makeReport } from './report.ts'
import type { Habits } from './sheet.ts'
import { type Truth, truthOf, truthOfDump } from './truth.ts'

/** The text dump number `index` of a seed: kinds take turns, everything else is drawn. */
export function varyText(seed: string, index: number): { name: string; bytes: Uint8Array; truth: Truth } {
  const kind = KINDS[index % KINDS.length] as Kind
  const random = seeded(`${seed}/text/${index}`)
  const damages = [...new Set(random.some<Damage>(POSSIBLE[kind], random.int(1, 3)))]
  const report = makeReport(random, {
    agencyError: random.chance(0.15),
    ...(kind === 'detached' || (kind === 'plainLines' && damages.includes('loseCells')) ? { style: 'zeros' } : {}),
  })
  const habits = drawHabits(random)
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

/** The digital report number `index` of a seed, as HTML to be printed: layout and looks are all drawn. */
export function varyPage(seed: string, index: number): { name: string; html: string; look: Look; truth: Truth } {
  const random = seeded(`${seed}/digital/${index}`)
  const look = drawLook(random)
  const report = makeReport(random, { agencyError: random.chance(0.2) })
  const habits = drawHabits(random)
  const traits = Object.entries({ ...look, ...habits }).flatMap(([name, on]) => (on === true ? [name] : []))
  const truth = truthOf(report, 'digital', traits)
  return {
    name: `${String(index).padStart(4, '0')}-digital`,
    html: writeHtml(layOut(report, habits, random), look),
    look,
    truth: {
      ...truth,
      fields: Object.fromEntries(
        Object.entries(truth.fields).map(([id, cell]) => [id, { ...cell, raw: printed(cell.raw, look) }]),
      ),
    },
  }
}

function drawHabits(random: Random): Habits {
  return { renamed: random.chance(0.25), swapped: random.chance(0.15), spaced: random.chance(0.15) }
}
