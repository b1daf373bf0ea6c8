import { ordersOf } from '../../allocation/free-lists.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import type { Moment } from '../../snapshot/moment.ts'
import { termed, type TableEntry, type Value } from './table.ts'

/** Free blocks by order, zone by zone, of all snapshots or of one. */
export function freeListsTable(
  { moments }: { readonly moments: readonly Pick<Moment, 'index' | 'zones'>[] },
  language: Language,
): TableEntry {
  const { title, column } = tableWords[language]
  const orders = moments.reduce((most, { zones }) => Math.max(most, ordersOf(zones)), 0)
  const each = Array.from({ length: orders }, (_, order) => order)
  return {
    id: 'free-lists',
    title: title.freeLists,
    make: () => ({
      columns: [
        { id: 'snapshot', title: column.snapshot },
        { id: 'node', title: column.node },
        { id: 'zone', title: column.zone },
        { id: 'freeBytes', title: column.freeBytes },
        { id: 'pageBytes', title: column.pageBytes },
        ...each.map((order) => termed(`order ${order}`)),
      ],
      rows: moments.flatMap((moment) =>
        moment.zones.map(({ node, zone, freeBytes, pageSize, free }): Value[] => [
          moment.index + 1,
          node,
          zone,
          freeBytes,
          pageSize,
          ...each.map((order) => free[order] ?? null),
        ]),
      ),
    }),
  }
}
