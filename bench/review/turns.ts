/** From one Enter: milliseconds until another item stood on the screen, and until its page did; whether of another document. */
export type Turn = { readonly item: number; readonly picture: number; readonly other: boolean }

/**
 * Runs in the page: notes for every Enter how long it takes until another item is painted. A frame is painted when the
 * one after it begins, so the time is that of the next frame, up to 17 ms too long. Gathered in `turns`.
 */
export function watchTurns(): void {
  const turns: Turn[] = []
  Object.assign(globalThis, { turns })
  const shown = () => [
    sessionStorage.getItem('nianbao.document') ?? '',
    document.querySelector('[aria-selected=true]')?.getAttribute('data-field') ?? '',
    document.querySelector('.cell-name')?.textContent ?? '',
  ]
  const painted = (when: () => boolean, done: (at: number) => void) => {
    const look = () => {
      if (!when()) return requestAnimationFrame(look)
      return requestAnimationFrame(() => done(performance.now()))
    }
    requestAnimationFrame(look)
  }
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'Enter') return
      const before = shown()
      const moved = () => shown().join() !== before.join() && document.querySelector('[aria-selected=true]') !== null
      painted(moved, (at) => {
        const item = at - timeStamp
        const other = shown()[0] !== before[0]
        const drawn = () => document.querySelector('.picture.fetching') === null
        if (drawn()) turns.push({ item, picture: item, other })
        else painted(drawn, (then) => turns.push({ item, picture: then - timeStamp, other }))
      })
    },
    { capture: true },
  )
}
