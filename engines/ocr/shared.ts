import { type OpenReaders, openReaders } from './open.ts'

/** By model folder. Readers take seconds to open and hundreds of megabytes: a process opens them once, when first needed. */
const opened = new Map<string, Promise<OpenReaders>>()

/** This process's readers. They stay open; their threads do not keep the process alive. */
export function sharedReaders(models: string | undefined): Promise<OpenReaders> {
  const key = models ?? ''
  const known = opened.get(key)
  if (known) return known
  const readers = openReaders({ models })
  opened.set(key, readers)
  return readers
}
