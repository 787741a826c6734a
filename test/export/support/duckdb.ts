import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export type Rows = readonly Record<string, unknown>[]

/** What DuckDB finds in a file: the rows of a query in which `file` stands for its path. */
export async function query(bytes: Uint8Array, extension: string, sql: string): Promise<Rows> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-duckdb-'))
  const path = join(folder, `file.${extension}`)
  writeFileSync(path, bytes)
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(sql.replaceAll('file', `'${path}'`))
    return reader.getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
}
