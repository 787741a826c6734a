import type { Reread } from './original.ts'

/** Reading again takes the readers of whoever exports. */
export const NO_READER: Reread = async () => ({
  code: 'reader-unavailable',
  message: 'page readings are kept in stores alone; nianbao submit the file and export from the store',
})
