import type { SchemaElement } from 'hyparquet-writer'
import type { Column } from '../rows/shape.ts'

/** Columns as Parquet's flattened schema tree; every cell may be null, lists and their parts are not. */
export function parquetSchema(columns: readonly Column[]): SchemaElement[] {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)]
}

function elementsOf({ name, kind }: Column): SchemaElement[] {
  const nullable = { name, repetition_type: 'OPTIONAL' } as const
  switch (kind) {
    case 'text':
      return [{ ...nullable, type: 'BYTE_ARRAY', converted_type: 'UTF8' }]
    case 'integer':
      return [{ ...nullable, type: 'INT32' }]
    case 'number':
      return [{ ...nullable, type: 'DOUBLE' }]
    case 'flag':
      return [{ ...nullable, type: 'BOOLEAN' }]
    case 'texts':
      return [
        { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      ]
  }
}
