import { Truth } from '../../schemas/truth.ts'

/** A line of a file of truths: the document's name without its extension and what it says, or why it is no truth. */
export type TruthLine =
  | { readonly line: number; readonly name: string; readonly sha256: string; readonly truth: Truth }
  | { readonly line: number; readonly why: string }

/**
 * Truths one a line (`truths.jsonl`), as they are made of corrections: each names its document. Empty lines say nothing,
 * and of two about documents of one name only the first can be told from the file beside it.
 */
export function truthLines(text: string): readonly TruthLine[] {
  const names = new Set<string>()
  return text.split('\n').flatMap((content, index): TruthLine[] => {
    if (content.trim() === '') return []
    const line = index + 1
    const truth = Truth.safeParse(parseJson(content))
    if (!truth.success) {
      const issue = truth.error.issues[0]!
      return [{ line, why: `is not a truth: ${issue.path.join('.') || 'it'}: ${issue.message}; see docs/formats.md` }]
    }
    const source = truth.data.source
    if (!source) return [{ line, why: 'does not name its document; see docs/formats.md' }]
    const name = source.name.replace(/\.[^.]+$/u, '')
    if (names.has(name)) return [{ line, why: `is another document called ${name}: keep them in folders of their own` }]
    names.add(name)
    return [{ line, name, sha256: source.sha256, truth: truth.data }]
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
