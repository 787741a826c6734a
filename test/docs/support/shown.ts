/**
 * What is wrong with what a page shows of a command's output, or null. `…` in a line stands for anything within it, a line
 * of `…` alone for any number of lines; blank lines at the ends and spaces at the ends of lines do not count. What is shown
 * must be all that is printed.
 */
export function differs(shown: readonly string[], printed: string): string | null {
  const wanted = trimmed(shown)
  const got = trimmed(printed.split('\n'))
  const pattern = wanted.map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${lineOf(line)}\\n`)).join('')
  if (new RegExp(`^${pattern}$`, 'u').test(got.map((line) => `${line}\n`).join(''))) return null
  return `shown:\n${wanted.join('\n')}\nprinted:\n${got.join('\n')}`
}

function lineOf(line: string): string {
  return line
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('.*')
}

function trimmed(lines: readonly string[]): readonly string[] {
  const bare = lines.map((line) => line.trimEnd())
  const first = bare.findIndex((line) => line !== '')
  const last = bare.findLastIndex((line) => line !== '')
  return first < 0 ? [] : bare.slice(first, last + 1)
}
