import { StoreUnavailable } from '../../store/database/patience.ts'
import { ReadersUnavailable } from '../steps/context.ts'

/**
 * Whether a step threw for what lies outside of this program and its documents, and passes: a full disk, a locked
 * database, a machine without memory. Anything else is a defect.
 */
export function isOutside(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof ReadersUnavailable) return true
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' && (code === 'ERR_SQLITE_ERROR' || !code.startsWith('ERR_'))
}
