const KEY = 'nianbao.window'

/** A name of this tab, for as long as it is open: the server gives two tabs of one browser different documents. */
export const windowName: string = sessionStorage.getItem(KEY) ?? Math.random().toString(36).slice(2)

sessionStorage.setItem(KEY, windowName)
