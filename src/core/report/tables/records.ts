import type { Report } from '../../analyze.ts'
import { partNamesOf, partsOf, type Cell } from '../../figures/record-parts.ts'
import { kindEn, kindZh } from '../../language/kinds.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import type { AnyRecord } from '../../snapshot/record.ts'
import { termed, type Table, type TableEntry, type Value } from './table.ts'

/** What was read, as it was read: for each kind of dump a table of its named values, and one of each list in it. */
export function recordTables({ records }: Pick<Report, 'records'>, language: Language): TableEntry[] {
  const kinds = new Map<string, { readonly records: AnyRecord[]; readonly names: Set<string> }>()
  for (const record of records) {
    const of = kinds.get(record.kind) ?? { records: [], names: new Set<string>() }
    kinds.set(record.kind, of)
    of.records.push(record)
    for (const name of partNamesOf(record.data)) of.names.add(name)
  }
  return [...kinds].flatMap(([kind, of]) =>
    [...of.names].sort().map((name) => ({
      id: ['records', kind, name].filter((each) => each !== '').join('-'),
      title: tableWords[language].title.record((language === 'zh' ? kindZh : kindEn)(kind), name),
      make: () => tableOf(of.records, name, language),
    })),
  )
}

/** One part of all records of a kind. Their columns may differ: a row has nothing in those that it does not know. */
function tableOf(records: readonly AnyRecord[], name: string, language: Language): Pick<Table, 'columns' | 'rows'> {
  const { column } = tableWords[language]
  const keys = new Set<string>()
  const rows: { readonly head: readonly Value[]; readonly cells: ReadonlyMap<string, Value> }[] = []
  for (const record of records) {
    const part = partsOf(record.data).find((each) => each.name === name)
    if (!part) continue
    const columns = part.columns.length === 0 ? ['key', 'value'] : part.columns
    for (const key of columns) keys.add(key)
    part.rows.forEach((row, index) => {
      const cells = new Map(columns.map((key, at) => [key, valueOf(row[at] ?? null)]))
      rows.push({ head: [record.id, part.places[index]?.[0]?.line ?? null], cells })
    })
  }
  return {
    columns: [{ id: 'record', title: column.record }, { id: 'line', title: column.line }, ...[...keys].map(termed)],
    rows: rows.map(({ head, cells }) => [...head, ...[...keys].map((key) => cells.get(key) ?? null)]),
  }
}

/** Digits that a number would round stay digits. */
function valueOf(cell: Cell | null): Value {
  if (cell === null) return null
  const number = Number(cell.text)
  return cell.number && (Number.isSafeInteger(number) || !/^-?\d+$/.test(cell.text)) ? number : cell.text
}
