import { SingleBar } from 'cli-progress'
import stringWidth from 'string-width'
import { say } from './language.ts'
import { printable } from './printable.ts'
import { columnsOf, isLively } from './terminal.ts'

/** Where a run stands, told as it goes. */
export type ProgressView = {
  page(shown: string, page: number, pages: number): void
  done(failed: boolean): void
  /** Takes the view off the terminal; nothing is told afterwards. */
  stop(): void
}

/** Milliseconds between two plain lines, for logs that keep every one of them. */
const LINE_EVERY_MS = 1000
/** Milliseconds before a rate means anything. */
const RATE_AFTER_MS = 500
/** Columns of a file's name in the bar. */
const NAME_WIDTH = 32

/** Columns of a terminal below which the bar is short. */
const NARROW = 60

const SILENT: ProgressView = { page() {}, done() {}, stop() {} }

/** A live bar on a terminal, plain lines elsewhere, nothing where `quiet` or where there is nothing to do. */
export function createProgress(total: number, stream: NodeJS.WriteStream, quiet: boolean): ProgressView {
  if (quiet || total === 0) return SILENT
  const started = performance.now()
  const tell = isLively(stream) ? barTeller(total, stream) : lineTeller(total, stream)
  let done = 0
  let failures = 0
  let at = ''
  const parts = () => [
    filesText(done, total),
    ...pace(started, done, total),
    ...(failures > 0 ? [say(`${failures} failed`, `${failures} 个失败`)] : []),
    ...(done < total && at ? [at] : []),
  ]
  return {
    page(shown, page, pages) {
      const name = isLively(stream) ? shorten(printable(shown), NAME_WIDTH) : printable(shown)
      at = say(`${name} page ${page} of ${pages}`, `${name} 第 ${page}/${pages} 页`)
      tell.tell(done, parts)
    },
    done(failed) {
      done++
      if (failed) failures++
      tell.tell(done, parts)
    },
    stop: tell.stop,
  }
}

type Teller = { readonly tell: (done: number, parts: () => readonly string[]) => void; readonly stop: () => void }

function barTeller(total: number, stream: NodeJS.WriteStream): Teller {
  const size = columnsOf(stream, 80) < NARROW ? 8 : 20
  const bar = new SingleBar({
    format: '{bar} {told}',
    stream,
    clearOnComplete: true,
    hideCursor: null,
    linewrap: null,
    barsize: size,
    fps: 10,
    gracefulExit: false,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  })
  bar.start(total, 0, { told: filesText(0, total) })
  const room = () => columnsOf(stream, 80) - size - 2
  return { tell: (done, parts) => bar.update(done, { told: fitting(parts(), room()) }), stop: () => bar.stop() }
}

function lineTeller(total: number, stream: NodeJS.WriteStream): Teller {
  let told = Number.NEGATIVE_INFINITY
  let finished = false
  const tell: Teller['tell'] = (done, parts) => {
    const now = performance.now()
    if (finished || (done < total && now - told < LINE_EVERY_MS)) return
    finished = done === total
    told = now
    stream.write(`${parts().join(' · ')}\n`)
  }
  return { tell, stop() {} }
}

function pace(started: number, done: number, total: number): readonly string[] {
  const elapsed = performance.now() - started
  if (done === 0 || (elapsed < RATE_AFTER_MS && done < total)) return []
  const perSecond = (done * 1000) / Math.max(1, elapsed)
  const digits = perSecond >= 10 ? 0 : perSecond >= 0.1 ? 1 : 2
  const pace = perSecond.toFixed(digits)
  const left = done < total ? [say('ETA ', '还需 ') + duration((total - done) / perSecond)] : []
  return [say(`${pace}/s`, `每秒 ${pace} 个`), ...left]
}

function duration(count: number): string {
  const whole = Math.round(count)
  const [minutes, seconds] = [Math.floor(whole / 60), whole % 60]
  return minutes === 0
    ? say(`${seconds} s`, `${seconds} 秒`)
    : say(`${minutes} min ${seconds} s`, `${minutes} 分 ${seconds} 秒`)
}

function filesText(done: number, total: number): string {
  return say(`${done}/${total} files`, `${done}/${total} 个文件`)
}

/** As many parts as a line has room for: one that is too long would leave pieces of itself on the terminal. */
function fitting(parts: readonly string[], room: number): string {
  const count = parts.findLastIndex((_, index) => stringWidth(parts.slice(0, index + 1).join(' · ')) <= room) + 1
  return parts.slice(0, count).join(' · ')
}

/** The end of a long path tells more than its start. */
function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  const characters = [...text]
  while (stringWidth(characters.join('')) > width - 1) characters.shift()
  return `…${characters.join('')}`
}
