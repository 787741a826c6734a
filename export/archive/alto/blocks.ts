import type { Box } from '../../../schemas/geometry.ts'
import { type Alternative, alternativesOf } from '../text/alternatives.ts'
import type { ArchivedWord, Block, Passage } from '../text/page-text.ts'
import type { ToPicture } from '../text/shown-box.ts'
import { attributes, escaped } from '../xml.ts'
import type { Tags } from './tags.ts'

/** A page's blocks as elements: `p1_b1`, their lines `p1_b1_l1`, words `p1_b1_l1_s1`; a table's cells `p1_b2_r1_c1`. */
export function blockElements(blocks: readonly Block[], id: string, places: ToPicture, tags: Tags): string {
  return blocks.map((block, i) => blockElement(block, `${id}_b${i + 1}`, places, tags)).join('')
}

function blockElement(block: Block, id: string, places: ToPicture, tags: Tags): string {
  if (block.kind === 'prose') {
    const fields = block.passages.map((passage) => tags.refsOf(passage, null))
    let line = 0
    const lines = block.passages.map((passage, i) => {
      const own = passage.lines.map(() => `${id}_l${++line}`)
      return linesOf(passage, own, places, fields[i])
    })
    return `<TextBlock${attributes({ ID: id, ...placed(block.box, places) })}>\n${lines.join('')}</TextBlock>\n`
  }
  const cells = block.cells.map((cell) => {
    const own = `${id}_r${cell.row + 1}_c${cell.column + 1}`
    const lines = linesOf(
      cell,
      cell.lines.map((_, i) => `${own}_l${i + 1}`),
      places,
    )
    const whole = {
      ID: own,
      ...placed(cell.box, places),
      TAGREFS: tags.refsOf(cell, id),
      CS: corrected(cell),
    }
    return lines === ''
      ? `<TextBlock${attributes(whole)}/>\n`
      : `<TextBlock${attributes(whole)}>\n${lines}</TextBlock>\n`
  })
  return `<ComposedBlock${attributes({ ID: id, ...placed(block.box, places), TYPE: 'table' })}>\n${cells.join('')}</ComposedBlock>\n`
}

function linesOf(passage: Passage, ids: readonly string[], places: ToPicture, tags?: string): string {
  const alternatives = alternativesOf(passage)
  const confidence = Math.round(passage.confidence * 1e4) / 1e4
  return passage.lines
    .map(({ box, words }, i) => {
      const id = ids[i]!
      const strings = words.map((word, k) => {
        const next = words[k + 1]
        const space = word.spaced && next ? spaceBetween(word, next, places) : ''
        const own = { ID: `${id}_s${k + 1}`, CONTENT: word.text, ...placed(word.box, places), WC: confidence }
        return stringElement({ ...own, CS: corrected(passage) }, alternatives.get(word) ?? []) + space
      })
      const whole = { ID: id, ...placed(box, places), TAGREFS: tags, CS: corrected(passage) }
      return `<TextLine${attributes(whole)}>\n${strings.join('')}</TextLine>\n`
    })
    .join('')
}

function stringElement(values: Parameters<typeof attributes>[0], alternatives: readonly Alternative[]): string {
  if (alternatives.length === 0) return `<String${attributes(values)}/>\n`
  const others = alternatives.map(
    ({ reader, text }) =>
      `<ALTERNATIVE${attributes({ PURPOSE: `reading of ${reader}` })}>${escaped(text)}</ALTERNATIVE>\n`,
  )
  return `<String${attributes(values)}>\n${others.join('')}</String>\n`
}

function spaceBetween(word: ArchivedWord, next: ArchivedWord, places: ToPicture): string {
  return `<SP${attributes(placed([word.box[2], word.box[1], next.box[0], word.box[3]], places))}/>\n`
}

function placed(box: Box, places: ToPicture) {
  const [HPOS, VPOS, WIDTH, HEIGHT] = places(box)
  return { HPOS, VPOS, WIDTH, HEIGHT }
}

function corrected(passage: Passage): 'true' | undefined {
  return passage.corrected ? 'true' : undefined
}
