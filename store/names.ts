/** An input that wants a report's name. `key` tells it from others (a path); `hash` gives its content's sha256, null where it cannot be read. */
export type Claimant = { readonly key: string; readonly name: string; readonly hash: () => string | null }
/** Who holds a name from an earlier run; `alive` says whether that input is still there. */
export type Holder = { readonly key: string; readonly sha256: string; readonly alive: () => boolean }

/** Longest base name in UTF-8 bytes: file systems take 255, and the suffixes need some of them. */
const LONGEST = 200

/**
 * A report's file name for every input, in their order. BASE.json where that is free; of several inputs with one base
 * name the first by path takes it and the others get BASE~<8 hex of the content's sha256>.json, so the order they are
 * given in does not matter. Equal content shares a name. Whoever holds a name from an earlier run keeps it while its
 * input exists. Names that differ only in case or Unicode composition count as equal, as many file systems hold them so.
 */
export function assignNames(claimants: readonly Claimant[], held: ReadonlyMap<string, Holder>): readonly string[] {
  const holders = new Map([...held].map(([name, holder]) => [fold(name), holder]))
  const heldBy = new Map([...held].map(([name, holder]) => [holder.key, name]))
  const taken = new Map<string, Claimant>()
  const names = new Map<string, string>()
  const groups = Map.groupBy(claimants, (claimant) => fold(baseName(claimant.name)))
  const take = (claimant: Claimant, name: string) => {
    taken.set(fold(name), claimant)
    names.set(claimant.key, name)
  }
  const mayTake = (claimant: Claimant, name: string) => {
    const owner = taken.get(fold(name))
    if (owner) return owner.key === claimant.key || (owner.hash() !== null && owner.hash() === claimant.hash())
    const holder = holders.get(fold(name))
    return !holder || holder.key === claimant.key || !holder.alive() || holder.sha256 === claimant.hash()
  }
  const ordered = [...groups.keys()].sort().flatMap((group) => [...groups.get(group)!].sort(byKey))
  for (const claimant of ordered) {
    const name = heldBy.get(claimant.key)
    if (name && fold(name).startsWith(fold(baseName(claimant.name)))) take(claimant, name)
  }
  for (const claimant of ordered) {
    if (names.has(claimant.key)) continue
    const name = firstFree(claimant, mayTake)
    const owner = taken.get(fold(name))
    if (owner) names.set(claimant.key, names.get(owner.key)!)
    else take(claimant, name)
  }
  return claimants.map((claimant) => names.get(claimant.key)!)
}

/** The base of a report's name: the input's without its extension, free of control characters and not too long. */
export function baseName(name: string): string {
  const bare = name.replace(/\.[A-Za-z][A-Za-z0-9]{0,5}$/, '') || name
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = bare.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd/]/g, '_')
  let base = clean
  while (Buffer.byteLength(base) > LONGEST) base = [...base].slice(0, -1).join('')
  return base
}

/** The plain name first, so that content is only hashed where names collide. */
function firstFree(claimant: Claimant, mayTake: (claimant: Claimant, name: string) => boolean): string {
  const base = baseName(claimant.name)
  if (mayTake(claimant, `${base}.json`)) return `${base}.json`
  const hash = claimant.hash()
  const suffixes = hash === null ? [] : [8, 16, 64].map((length) => hash.slice(0, length))
  for (const suffix of suffixes) if (mayTake(claimant, `${base}~${suffix}.json`)) return `${base}~${suffix}.json`
  return `${base}~unread.json`
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function byKey(a: Claimant, b: Claimant): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
