import type { Reading } from '../../schemas/page.ts'
import type { FigureMarks } from '../ink/figure-marks.ts'
import { settle } from './settle.ts'
import { parseValue } from './value.ts'

/** How sure the shape of a figure's marks is, and how sure nobody can be where their ink cannot be told apart. */
const SCORE = 0.95
const DOUBT = 0.5

const FIGURE = /^[+−-]?\d[\d,.]*%?$/u
const SIGN = /^[+−-]/u
/** A mark in front of three digits makes thousands or thousandths of them: no other is as dear to take for the other. */
const BEFORE_GROUP = /(?<=\d)[.,](?=\d{3}(?!\d))/gu

/**
 * What readers said of a figure, with the word of its ink where that is another: first where ink shows a sign or which mark
 * separates groups, last where it only throws doubt on what all readers say. Readings that ink bears out stay as they are.
 */
export function hearInk(said: readonly Reading[], marksOf: () => FigureMarks): readonly Reading[] {
  const figures = settle(said.filter(({ raw }) => FIGURE.test(raw)))
  const raw = figures[0]?.raw
  if (raw === undefined) return said
  const marks = marksOf()
  const shown = (figure: string) => withSign(withSeparators(figure, marks), marks)
  // Of digits ink says nothing here: only who reads the same ones can be contradicted.
  const same = figures.filter((figure) => digitsOf(figure.raw) === digitsOf(raw))
  if (same.some((figure) => !isSame(figure.raw, shown(figure.raw)))) {
    // Noise before a figure, or the arm of a 4, may pass for a bar: two readers who saw no sign, whatever
    // digits they saw, are contradicted, not overruled.
    const unsigned =
      figures.length > 1 &&
      marks.sign === 'minus' &&
      figures.every(({ raw: own }) => !SIGN.test(own)) &&
      same.every(({ raw: own }) => own === raw)
    if (unsigned) return [...said, { reader: 'shape', raw: shown(raw), score: DOUBT }]
    return [{ reader: 'shape', raw: shown(raw), score: SCORE }, ...said]
  }
  const doubted = doubtedFigure(raw, marks)
  return doubted === null ? said : [...said, { reader: 'shape', raw: doubted, score: DOUBT }]
}

function digitsOf(raw: string): string {
  return raw.replace(/\D/gu, '')
}

function isSame(a: string, b: string): boolean {
  return parseValue(a).value === parseValue(b).value && parseValue(a).state === parseValue(b).state
}

/** A plus changes no value, and of what is no sign by its ink readers may know more. */
function withSign(raw: string, { sign }: FigureMarks): string {
  return sign === 'minus' && !SIGN.test(raw) ? `-${raw}` : raw
}

function withSeparators(raw: string, { separators }: FigureMarks): string {
  if (!isCounted(raw, separators)) return raw
  return raw.replace(BEFORE_GROUP, (mark, at: number) => {
    const kind = separators[marksBefore(raw, at)]
    return kind === 'comma' ? ',' : kind === 'point' ? '.' : mark
  })
}

/** Another figure that the ink may show as well; null where there is none. */
function doubtedFigure(raw: string, { sign, separators }: FigureMarks): string | null {
  if (sign === 'none' && /^[−-]/u.test(raw)) return raw.slice(1)
  const isTold = (at: number) => isCounted(raw, separators) && separators[marksBefore(raw, at)] !== 'unknown'
  if ([...raw.matchAll(BEFORE_GROUP)].every(({ index }) => isTold(index))) return null
  return raw.replace(BEFORE_GROUP, (mark) => (mark === ',' ? '.' : ','))
}

function isCounted(raw: string, separators: FigureMarks['separators']): boolean {
  return marksBefore(raw, raw.length) === separators.length
}

function marksBefore(raw: string, at: number): number {
  return raw.slice(0, at).match(/[.,]/gu)?.length ?? 0
}
