import type { Report } from '../../analyze.ts'
import { compare, isEmpty, type Comparison } from '../../comparison/compare.ts'
import { comparisonLabels } from '../../comparison/labels.ts'
import { defaultPair } from '../../comparison/pairs.ts'
import { documentWords } from '../../language/document-words.ts'
import { kindEn, kindZh } from '../../language/kinds.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import { terms } from '../../language/terms.ts'
import type { TableEntry, Value } from './table.ts'

/** What changed between the two that a case opens with. */
export function comparisonTables(report: Report, language: Language): TableEntry[] {
  const pair = defaultPair(report)
  const comparison = pair && compare(pair[0], pair[1])
  return comparison === null || isEmpty(comparison) ? [] : [comparisonTable(comparison, language)]
}

/** Everything that two sides have in common, a row for each quantity: books, free lists, tables, files key by key. */
export function comparisonTable({ bridges, zones, rows, keyed }: Comparison, language: Language): TableEntry {
  const { column } = tableWords[language]
  const labels = comparisonLabels[language]
  const words = documentWords[language]
  const { account, unaccounted } = terms[language]
  const kind = language === 'zh' ? kindZh : kindEn
  const named = (name: string, more: string | number | null) => (more === null ? name : `${name} ${more}`)
  return {
    id: 'comparison',
    title: labels.title,
    make: () => ({
      columns: [
        { id: 'of', title: column.group },
        { id: 'name', title: column.name },
        { id: 'unit', title: column.unit },
        { id: 'before', title: labels.before },
        { id: 'after', title: labels.after },
        { id: 'change', title: labels.change },
        { id: 'perSecond', title: labels.perSecond },
      ],
      rows: [
        ...bridges.flatMap(({ scope, before, after, steps }): Value[][] => [
          ...steps.map((step): Value[] => [
            words.scope(scope),
            named(step.id === 'unaccounted' ? unaccounted : account[step.id], step.name),
            'bytes',
            step.before,
            step.after,
            step.change,
            null,
          ]),
          [words.scope(scope), words.total, 'bytes', before.bytes, after.bytes, after.bytes - before.bytes, null],
        ]),
        ...zones.flatMap(({ node, zone, orders }) =>
          orders.map(({ order, before, after, change }): Value[] => [
            words.node(node, zone),
            `order ${order}`,
            'blocks',
            before,
            after,
            change,
            null,
          ]),
        ),
        ...rows.flatMap(({ of, rows: list }) =>
          list.map(({ name, pid, before, after, change }): Value[] => [
            labels.of[of],
            named(name, pid),
            'bytes',
            before,
            after,
            change,
            null,
          ]),
        ),
        ...keyed.flatMap(({ kind: of, subject, rows: keys }) =>
          keys.map(({ key, unit, before, after, change, perSecond }): Value[] => [
            named(kind(of), subject === '' ? null : subject),
            key,
            unit,
            before,
            after,
            change,
            perSecond,
          ]),
        ),
      ],
    }),
  }
}
