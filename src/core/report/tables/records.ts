import { partsOf, type Cell } from '../../figures/record-parts.ts'
import type { Report } from '../../analyze.ts'
import { kindEn, kindZh } from '../../language/kinds.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import { termed, type Table, type Value } from './table.ts'

/** Rows under their columns' names, which differ from record to record. */
interface Gathered {
  readonly kind: string
  readonly name: string
  readonly columns: Set<string>
  readonly rows: ReadonlyMap<string, Value>[]
}

/** What was read, as it was read: for each kind of dump a table of its named values, and one of each list in it. */
export function recordTables({ records }: Pick<Report, 'records'>, language: Language): Table[] {
  const { title, column } = tableWords[language]
  const gathered = new Map<string, Gathered>()
  for (const record of records) {
    for (const part of partsOf(record.data)) {
      const id = ['records', record.kind, part.name].filter((each) => each !== '').join('-')
      const into = gathered.get(id) ?? { kind: record.kind, name: part.name, columns: new Set<string>(), rows: [] }
      gathered.set(id, into)
      const columns = part.columns.length === 0 ? ['key', 'value'] : part.columns
      for (const each of columns) into.columns.add(each)
      part.rows.forEach((row, index) => {
        const line = part.places[index]?.[0]?.line ?? null
        into.rows.push(
          new Map<string, Value>([
            ['', record.id],
            [' ', line],
            ...columns.map((each, at) => [each, valueOf(row[at] ?? null)] as const),
          ]),
        )
      })
    }
  }
  return [...gathered].map(([id, { kind, name, columns, rows }]) => ({
    id,
    title: title.record((language === 'zh' ? kindZh : kindEn)(kind), name),
    columns: [{ id: 'record', title: column.record }, { id: 'line', title: column.line }, ...[...columns].map(termed)],
    rows: rows.map((row) => ['', ' ', ...columns].map((each) => row.get(each) ?? null)),
  }))
}

/** Digits that a number would round stay digits. */
function valueOf(cell: Cell | null): Value {
  if (cell === null) return null
  const number = Number(cell.text)
  return cell.number && (Number.isSafeInteger(number) || !/^-?\d+$/.test(cell.text)) ? number : cell.text
}
