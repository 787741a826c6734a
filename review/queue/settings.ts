/** How much is looked at a second time. */
export type SecondSettings = {
  /** Of answered fields, the share that a second person reads as well: 0 … 1. */
  readonly secondShare: number
  /** Fields that a second person always reads: ids, in which `*` stands for anything. */
  readonly secondFields: readonly string[]
  /** Of accepted fields, the share that is looked at to measure silent errors: 0 … 1. */
  readonly sampleShare: number
}

/** Everything once, nothing twice. */
export const NO_SECOND: SecondSettings = { secondShare: 0, secondFields: [], sampleShare: 0 }

/** Whether a field id fits one of the patterns. */
export function fitsPattern(field: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split('*')
    if (parts.length === 1) return pattern === field
    const [first, last] = [parts[0]!, parts.at(-1)!]
    if (field.length < first.length + last.length || !field.startsWith(first) || !field.endsWith(last)) return false
    let at = first.length
    for (const part of parts.slice(1, -1)) {
      const found = field.indexOf(part, at)
      if (found === -1 || found + part.length > field.length - last.length) return false
      at = found + part.length
    }
    return true
  })
}
