import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'

export type FolderWatchOptions = {
  /** Whether a file of this name is wanted. */
  readonly takes: (name: string) => boolean
  /** Look every few seconds instead of being told, for folders of other machines. */
  readonly poll: boolean
  readonly onFile: (path: string) => void
  /** Something that a person should know; the watch goes on. */
  readonly onTrouble: (message: string) => void
}

export type FolderWatch = { close(): Promise<void> }

/** Names of files that programs give to what they have not finished: browsers, offices, copying tools. */
const UNFINISHED = /^\.|^~\$|~$|\.(part|partial|filepart|crdownload|download|opdownload|tmp|temp|swp)$/i
/** Milliseconds between two looks whether the folder itself is there, and between two looks at files when polling. */
const ROOT_EVERY_MS = 1_000
const POLL_EVERY_MS = 2_000

/**
 * Tells of every wanted file in a folder and below it, those that are there first, then what appears or changes. A folder
 * that goes away, as one that is unmounted, is waited for.
 */
export function watchFolder(folder: string, options: FolderWatchOptions): FolderWatch {
  const { takes, onFile, onTrouble } = options
  let watcher: FSWatcher | null = null
  let identity = identityOf(folder)
  let poll = options.poll
  let closing: Promise<unknown> = Promise.resolve()

  const open = () => {
    const opened = watch(folder, {
      ignored: (path) => resolve(path) !== resolve(folder) && UNFINISHED.test(basename(path)),
      usePolling: poll,
      interval: POLL_EVERY_MS,
      binaryInterval: POLL_EVERY_MS,
      atomic: false,
    })
    const tell = (path: string) => {
      if (takes(basename(path))) onFile(path)
    }
    opened.on('add', tell).on('change', tell)
    opened.on('error', (error) => {
      const { code, message } = error as NodeJS.ErrnoException
      if (!poll && (code === 'ENOSPC' || code === 'EMFILE')) {
        poll = true
        onTrouble(`${folder}: too many files for this system to watch (${code}); looking every few seconds instead`)
        reopen()
      } else if (identityOf(folder) !== null) onTrouble(`${folder}: ${message}`)
    })
    watcher = opened
  }
  const shut = () => {
    const old = watcher
    watcher = null
    if (old) closing = Promise.all([closing, old.close()])
  }
  const reopen = () => {
    shut()
    open()
  }
  const check = setInterval(() => {
    const now = identityOf(folder)
    if (now === identity) return
    const before = identity
    identity = now
    if (now === null) {
      shut()
      onTrouble(`${folder}: the folder is gone; waiting for it to come back`)
    } else {
      if (before === null) onTrouble(`${folder}: the folder is back`)
      reopen()
    }
  }, ROOT_EVERY_MS)

  if (identity === null) onTrouble(`${folder}: the folder is not there; waiting for it`)
  else open()
  return {
    async close() {
      clearInterval(check)
      shut()
      await closing
    },
  }
}

/** Tells one folder from another that is put in its place, as by mounting; null where there is none. */
function identityOf(folder: string): string | null {
  try {
    const stats = statSync(folder, { bigint: true })
    return stats.isDirectory() ? `${stats.dev} ${stats.ino}` : null
  } catch {
    return null
  }
}
