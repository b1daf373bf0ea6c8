import type { Stamp } from './stamp.ts'
import type { Table, Value } from './tables/table.ts'

/** A table as the JSON document of docs/json.md, schema `memledger-table/1`. */
export const tableJson = ({ id, title, columns, rows }: Table, stamp: Stamp): unknown => ({
  schema: 'memledger-table/1',
  table: id,
  title,
  columns,
  // By key as `fromEntries` does it: a column may be called __proto__.
  rows: rows.map((row) =>
    Object.fromEntries(columns.map(({ id: key }, index): [string, Value] => [key, row[index] ?? null])),
  ),
  generator: generatorOf(stamp),
})

/** Who wrote a document, from what, and how it is opened again; its last member, as `reopen` reads it. */
export const generatorOf = ({ version, digest, reopen }: Stamp) => ({
  name: 'Memledger',
  version,
  inputSha256: digest,
  case: reopen,
})
