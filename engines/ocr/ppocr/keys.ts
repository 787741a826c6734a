/**
 * The characters a model knows, class by class: class 0 is the blank, and models that know the space have it last.
 * `classes` is the number that the model gives probabilities for. Null where the list is not this model's.
 */
export function classKeys(characters: readonly string[], classes: number): readonly string[] | null {
  if (classes === characters.length + 1) return ['', ...characters]
  if (classes === characters.length + 2) return ['', ...characters, ' ']
  return null
}

/** A list of characters, one a line (ppocr_keys_v1.txt and the like, or a model's `character` property). */
export function listedCharacters(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  return lines
}

/** The list below `character_dict:` in an inference.yml; null where it has none. */
export function ymlCharacters(text: string): readonly string[] | null {
  const lines = text.split(/\r?\n/)
  const start = lines.findIndex((line) => /^\s*character_dict:\s*$/.test(line))
  if (start < 0) return null
  const characters: string[] = []
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*- (.*)$/.exec(line)?.[1]
    if (item === undefined) break
    characters.push(unquoted(item))
  }
  return characters
}

function unquoted(item: string): string {
  if (item.startsWith("'")) return item.slice(1, item.lastIndexOf("'")).replaceAll("''", "'")
  if (item.startsWith('"')) {
    try {
      return String(JSON.parse(item))
    } catch {
      return item.slice(1, -1)
    }
  }
  return item
}
