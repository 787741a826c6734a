import stringWidth from 'string-width'
import { columnsOf } from '../terminal.ts'

/** A block of lines on a terminal that is drawn again in its place. */
export type LiveView = {
  draw(text: string): void
  /** Leaves the last drawing where it is. */
  end(): void
}

const HIDE_CURSOR = '\u001b[?25l'
const SHOW_CURSOR = '\u001b[?25h'
const CLEAR_DOWN = '\u001b[J'

/** Draws on a terminal; `onQuit` is called for q and Ctrl-C, where there are keys to press. */
export function createLiveView(output: NodeJS.WriteStream, input: NodeJS.ReadStream, onQuit: () => void): LiveView {
  let drawn = 0
  const keys = input.isTTY
  const onKey = (key: Buffer) => {
    if (key.includes('q') || key.includes('\u0003') || key.includes('\u0004')) onQuit()
  }
  if (keys) {
    input.setRawMode(true)
    input.on('data', onKey)
    input.resume()
  }
  const onSignal = () => onQuit()
  for (const signal of SIGNALS) process.on(signal, onSignal)
  output.write(HIDE_CURSOR)
  return {
    draw(text) {
      const width = columnsOf(output, 80)
      // What is wider than the terminal would break, and be counted as one line all the same.
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => cut(line, width))
      output.write(`${drawn > 0 ? `\u001b[${drawn}A\r` : ''}${CLEAR_DOWN}${lines.join('\n')}\n`)
      drawn = lines.length
    },
    end() {
      output.write(SHOW_CURSOR)
      for (const signal of SIGNALS) process.off(signal, onSignal)
      if (!keys) return
      input.off('data', onKey)
      input.setRawMode(false)
      input.pause()
    },
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** As much as `width` columns take; escape sequences take none and are kept. */
function cut(line: string, width: number): string {
  let room = width
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return line.replace(/\u001b\[[\d;]*m|./gu, (part) => {
    if (part.length > 1 && part[0] === '\u001b') return part
    room -= stringWidth(part)
    return room >= 0 ? part : ''
  })
}
