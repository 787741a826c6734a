/** Names the window that asks, of the several that a browser may have. */
export const WINDOW_HEADER = 'x-window'
