import type { QueueFilter } from '../../api/review.ts'

/** As many as a request may name beside what the page holds; whoever passes over more sees the first of them again. */
const MOST = 80
/** Documents that were left for the next one, under which filter. The oldest stand first. */
let passed: ReadonlySet<string> = new Set()
let under: QueueFilter | null = null

/** Remembers a document that was left, so that the next ones are others as long as there are any. */
export function pass(document: string, filter: QueueFilter): void {
  const before = passedUnder(filter).filter((one) => one !== document)
  passed = new Set([...before, document].slice(-MOST))
  under = filter
}

/** What was left under this very filter; under another one everything is new. */
export function passedUnder(filter: QueueFilter): readonly string[] {
  return under === filter ? [...passed] : []
}

/** Lets the document come again that was left longest ago, once there is no other; `all` of them where that one is gone. */
export function comeAgain(all = false): void {
  passed = new Set(all ? [] : [...passed].slice(1))
}
