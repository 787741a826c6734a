/**
 * Works on up to `window` items at once and gives the results in the items' order; a slow item holds at most that many
 * others back, so memory stays bounded however long the list is.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  window: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  for (const item of items) {
    const result = work(item)
    result.catch(() => {}) // a failure is thrown below, when its turn comes
    running.push(result)
    if (running.length >= window) yield await running.shift()!
  }
  while (running.length > 0) yield await running.shift()!
}
