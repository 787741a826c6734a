import { assignNames, baseName, type Claimant } from '../../store/names.ts'

/** A document under one of the names it was handed in by. */
export type Named = { readonly document: string; readonly origin: string; readonly name: string }

/** Suffixes by which names are told apart: a name that has one may stand in another's way. */
const SUFFIX = /~([0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{64}|unread)$/

/**
 * File names without extension for documents, as `assignNames` gives them: of several with one base name the first by
 * origin takes it. `pages` gives the documents anew each time; what is remembered of most is two numbers, since only
 * names that more than one lays claim to have to be seen together. Null for a document that came after the first look.
 */
export async function assignStems(
  pages: () => AsyncIterable<readonly Named[]>,
): Promise<(one: Named) => string | null> {
  const documents = new Set<number>()
  const [once, again] = [new Set<number>(), new Set<number>()]
  for await (const page of pages()) {
    for (const { document, name } of page) {
      documents.add(numberOf(document))
      const claim = claimOf(name)
      const seen = once.has(claim) ? again : once
      seen.add(claim)
    }
  }
  const rivals: Claimant[] = []
  if (again.size > 0) {
    for await (const page of pages()) {
      for (const one of page) {
        const { document, name } = one
        if (!again.has(claimOf(name)) || !documents.has(numberOf(document))) continue
        rivals.push({ key: keyOf(one), name, hash: () => document })
      }
    }
  }
  const names = assignNames(rivals, new Map())
  const stems = new Map(rivals.map(({ key }, index) => [key, names[index]!.replace(/\.json$/, '')]))
  return (one) => {
    const claim = claimOf(one.name)
    if (!documents.has(numberOf(one.document)) || !once.has(claim)) return null
    return again.has(claim) ? (stems.get(keyOf(one)) ?? null) : baseName(one.name)
  }
}

/** Two contents may have come from one place, one after the other. */
function keyOf({ origin, name, document }: Named): string {
  return `${origin}\n${name}\n${document}`
}

/** The first 52 bits of a hash. */
function numberOf(document: string): number {
  return Number.parseInt(document.slice(0, 13), 16)
}

/** What a name lays claim to, as a 32-bit number (FNV-1a); equal for names that cannot stand beside each other. */
export function claimOf(name: string): number {
  const base = baseName(name).normalize('NFC').toLowerCase().replace(SUFFIX, '')
  let hash = 0x811c9dc5
  for (let at = 0; at < base.length; at++) hash = Math.imul(hash ^ base.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
