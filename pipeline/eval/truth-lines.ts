import { LabelledDocument, type Truth } from '../../schemas/truth.ts'

/** A line of a file of truths: the document's name without its extension and what it says, or why it is no truth. */
export type TruthLine =
  | { readonly line: number; readonly name: string; readonly sha256: string; readonly truth: Truth }
  | { readonly line: number; readonly why: string }

/**
 * Truths one a line (`truths.jsonl`), as the reviewers' server makes them of corrections: {document, name, truth}, the
 * document by its sha256.
 */
export function truthLines(text: string): readonly TruthLine[] {
  return text.split('\n').flatMap((content, index): TruthLine[] => {
    if (content.trim() === '') return []
    const line = index + 1
    const found = LabelledDocument.safeParse(parseJson(content))
    if (!found.success) {
      const issue = found.error.issues[0]!
      return [{ line, why: `is not a truth: ${issue.path.join('.') || 'it'}: ${issue.message}; see docs/formats.md` }]
    }
    const { document: sha256, truth } = found.data
    const name = found.data.name.replace(/\.[^.]+$/u, '')
    return [{ line, name, sha256, truth }]
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
