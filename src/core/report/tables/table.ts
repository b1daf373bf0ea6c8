/** What a cell of a table holds: a number as it is, to the byte; null where the paste does not tell. */
export type Value = string | number | boolean | null

export interface TableColumn {
  /** For scripts, the same in every language. */
  readonly id: string
  readonly title: string
}

/** A table of the report for other programs: numbers are numbers, sizes are bytes. */
export interface Table {
  /** `ledgers`, `records-slabinfo-caches`: in names of files too. */
  readonly id: string
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Value[])[]
}

/** A table that is made when it is asked for. */
export interface TableEntry extends Pick<Table, 'id' | 'title'> {
  make(): Pick<Table, 'columns' | 'rows'>
}

/** The table of an entry. */
export const madeOf = (entry: TableEntry): Table => ({ id: entry.id, title: entry.title, ...entry.make() })

/** A column whose name is a term of the kernel or of a tool. */
export const termed = (id: string): TableColumn => ({ id, title: id })
