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
/** Milliseconds before a rate means anything. */
const RATE_AFTER_MS = 500
/** Columns of a file's name in the bar. */
const NAME_WIDTH = 32

const SILENT: ProgressView = { page() {}, done() {}, stop() {} }

/** A live bar on a terminal, plain lines elsewhere, nothing where `quiet` or where there is nothing to do. */
export function createProgress(total: number, stream: NodeJS.WriteStream, quiet: boolean): ProgressView {
  if (quiet || total === 0) return SILENT
  const started = performance.now()
  const tell = stream.isTTY ? barTeller(total, stream) : lineTeller(total, stream)
  let done = 0
  let failures = 0
  let at = ''
  const parts = () => [
    `${done}/${total} files`,
    ...pace(started, done, total),
    ...(failures > 0 ? [`${failures} failed`] : []),
    ...(done < total && at ? [at] : []),
  ]
  return {
    page(shown, page, pages) {
      const name = stream.isTTY ? shorten(printable(shown)) : printable(shown)
      at = `${name} page ${page} of ${pages}`
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
  const bar = new SingleBar({
    format: '{bar} {told}',
    stream,
    clearOnComplete: true,
    hideCursor: null,
    linewrap: null,
    barsize: 20,
    fps: 10,
    gracefulExit: false,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  })
  bar.start(total, 0, { told: `0/${total} files` })
  return { tell: (done, parts) => bar.update(done, { told: parts().join(' · ') }), stop: () => bar.stop() }
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
  return [`${perSecond.toFixed(digits)}/s`, `ETA ${seconds((total - done) / perSecond)}`]
}

function seconds(count: number): string {
  const whole = Math.round(count)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** The end of a long path tells more than its start. */
function shorten(text: string): string {
  if (stringWidth(text) <= NAME_WIDTH) return text
  const characters = [...text]
  while (stringWidth(characters.join('')) > NAME_WIDTH - 1) characters.shift()
  return `…${characters.join('')}`
}
