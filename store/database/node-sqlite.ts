/**
 * Node's own SQLite, without the line on standard error with which Node 22 calls it experimental: it would stand in the
 * midst of logs and answers. Loaded when it is wanted.
 */
export function nodeSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process
  process.emitWarning = ((warning: string | Error, ...more: never[]) => {
    if ((more[0] as unknown) !== 'ExperimentalWarning') emitWarning.call(process, warning, ...more)
  }) as typeof process.emitWarning
  try {
    return process.getBuiltinModule('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
