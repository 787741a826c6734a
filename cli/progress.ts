import { SingleBar } from 'cli-progress'
import stringWidth from 'string-width'
import { printable } from './printable.ts'

/** Where a run stands, told as it goes. */
export type ProgressView = {
  page(shown: string, page: number, pages: number): void
  done(failed: boolean): void
  /** Takes the view off the terminal; nothing is told afterwards. */
  stop(): void
}

/** Milliseconds between two plain lines, for logs that keep every one of them. */
const LINE_EVERY_MS = 1000
/** Columns of a file's name in the bar. */
const NAME_WIDTH = 32

const SILENT: ProgressView = { page() {}, done() {}, stop() {} }

/** A live bar on a terminal, plain lines elsewhere, nothing where `quiet` or where there is nothing to do. */
export function createProgress(total: number, stream: NodeJS.WriteStream, quiet: boolean): ProgressView {
  if (quiet || total === 0) return SILENT
  return stream.isTTY ? createBar(total, stream) : createLines(total, stream)
}

function createBar(total: number, stream: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar({
    format: '{bar} {value}/{total} files · {rate}/s · ETA {eta_formatted} · {at}',
    stream,
    clearOnComplete: true,
    hideCursor: null,
    linewrap: null,
    barsize: 20,
    fps: 10,
    etaBuffer: 50,
    gracefulExit: false,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  })
  const started = performance.now()
  let failures = 0
  let at = ''
  const tell = () => ({ rate: rate(started, done), at: failures ? `${at} · ${failures} failed` : at })
  let done = 0
  bar.start(total, 0, { rate: '0', at: '' })
  return {
    page(shown, page, pages) {
      at = `${shorten(printable(shown))} page ${page}/${pages}`
      bar.update(done, tell())
    },
    done(failed) {
      done++
      if (failed) failures++
      bar.update(done, tell())
    },
    stop: () => bar.stop(),
  }
}

function createLines(total: number, stream: NodeJS.WriteStream): ProgressView {
  const started = performance.now()
  let told = Number.NEGATIVE_INFINITY
  let done = 0
  let failures = 0
  let at = ''
  const tell = () => {
    told = performance.now()
    const elapsed = told - started
    const left = seconds((elapsed / Math.max(1, done)) * (total - done))
    const telling = done > 0 && (elapsed > LINE_EVERY_MS / 2 || done === total)
    const pace = telling ? ` · ${rate(started, done)}/s · ETA ${left}` : ''
    const failed = failures ? ` · ${failures} failed` : ''
    stream.write(`${done}/${total} files${pace}${failed}${at && ` · ${at}`}\n`)
  }
  return {
    page(shown, page, pages) {
      at = `${printable(shown)} page ${page}/${pages}`
      if (performance.now() - told >= LINE_EVERY_MS) tell()
    },
    done(failed) {
      done++
      if (failed) failures++
      if (done === total) at = ''
      if (done === total || performance.now() - told >= LINE_EVERY_MS) tell()
    },
    stop() {},
  }
}

function rate(started: number, done: number): string {
  const perSecond = done / Math.max(0.001, (performance.now() - started) / 1000)
  return perSecond.toFixed(perSecond >= 10 ? 0 : perSecond >= 0.1 ? 1 : 2)
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** The end of a long path tells more than its start. */
function shorten(text: string): string {
  if (stringWidth(text) <= NAME_WIDTH) return text
  const characters = [...text]
  while (stringWidth(characters.join('')) > NAME_WIDTH - 1) characters.shift()
  return `…${characters.join('')}`
}
