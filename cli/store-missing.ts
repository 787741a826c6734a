import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DATABASE_FILE } from '../store/open.ts'

/** Whether there is no store in a data folder. One that this user may not look into may well hold one: opening it tells. */
export function isStoreMissing(data: string): boolean {
  try {
    statSync(join(data, DATABASE_FILE))
    return false
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
  }
}
