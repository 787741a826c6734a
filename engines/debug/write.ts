import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import type { Box } from '../../schemas/geometry.ts'

/** A line of a label; `size` is its letters' height in pixels. */
export type Written = { readonly text: string; readonly colour: string; readonly size?: number }

/** Writes small text; what no font at hand can show is left out. */
export type Pen = {
  /** Lines from the top of a box, wrapped and cut to it; lines after the last that fits are left out. */
  write(lines: readonly Written[], box: Box): void
  /** One line in the middle of a box, as large as fits. */
  fit(text: string, colour: string, box: Box): void
  /** One line, centred on `y`; returns its width in pixels. */
  line(text: string, colour: string, x: number, y: number): number
}

/** Pixels; the smallest letters that can be read, and those of a legend. */
const [SMALL, LEGIBLE, MARGIN] = [11, 14, 2]
/** A line's height in sizes of its letters. */
const STEP = 1.1
/** Fonts that have Chinese characters, by what their families are called on the usual systems. */
const CHINESE = /cjk sc|source han|wenquanyi|simsun|simhei|yahei|pingfang|heiti|songti|droid sans fallback|cjk/i
const WIDE = /[^\u0020-\u024f\u2010-\u2027\u00b1]/u

export function createPen(ctx: SKRSContext2D): Pen {
  const chinese = chineseFamily()
  const families = `${chinese === null ? '' : `"${chinese}", `}"DejaVu Sans", Arial, sans-serif`
  const shown = (text: string) => (chinese === null && WIDE.test(text) ? '' : text)
  const put = (text: string, colour: string, size: number, x: number, y: number) => {
    ctx.textBaseline = 'middle'
    ctx.font = `${size}px ${families}`
    ctx.fillStyle = colour
    ctx.fillText(text, x, y)
  }
  const widthOf = (text: string, size: number) => {
    ctx.font = `${size}px ${families}`
    return ctx.measureText(text).width
  }
  return {
    line(text, colour, x, y) {
      put(shown(text), colour, LEGIBLE, x, y)
      return widthOf(shown(text), LEGIBLE)
    },
    fit(text, colour, [x0, y0, x1, y1]) {
      const high = Math.max(SMALL, (y1 - y0) * 0.8)
      const size = Math.min(high, (high * (x1 - x0)) / Math.max(1, widthOf(shown(text), high)))
      put(shown(text), colour, size, x0, (y0 + y1) / 2)
    },
    write(lines, [x0, y0, x1, y1]) {
      const room = x1 - x0 - 2 * MARGIN
      let y = y0 + MARGIN
      for (const { text, colour, size = SMALL } of lines) {
        for (const part of wrap(shown(text), (piece) => widthOf(piece, size) <= room)) {
          if (y + size > y1 && y > y0 + MARGIN) return
          put(part, colour, size, x0 + MARGIN, y + (size * STEP) / 2)
          y += size * STEP
        }
      }
    },
  }
}

function chineseFamily(): string | null {
  const names = GlobalFonts.families.map(({ family }) => family)
  return names.filter((name) => CHINESE.test(name)).sort((a, b) => rank(a) - rank(b))[0] ?? null
}

/** Sans serif before serif and simplified before the other sets, for small print. */
function rank(name: string): number {
  return (/serif|ming|song/i.test(name) ? 2 : 0) + (/ (tc|hk|jp|kr)\b/i.test(name) ? 1 : 0)
}

/** Cuts a text into pieces that fit. */
function wrap(text: string, fits: (piece: string) => boolean): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (piece !== '' && !fits(piece + character)) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return piece === '' ? pieces : [...pieces, piece]
}
