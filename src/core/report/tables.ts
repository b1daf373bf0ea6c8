import type { Report } from '../analyze.ts'
import type { Language } from '../language/say.ts'
import { comparisonTables } from './tables/comparison.ts'
import { courseTables } from './tables/course.ts'
import { findingsTable } from './tables/findings.ts'
import { freeListsTable } from './tables/free-lists.ts'
import { ledgersTable } from './tables/ledgers.ts'
import { recordTables } from './tables/records.ts'
import { reportsTable, reportZonesTable } from './tables/reports.ts'
import type { TableEntry } from './tables/table.ts'

/**
 * Every table that a report has something for: findings, books, free lists, kernel reports, what changed, what went on over time, then
 * each dump as it was read. They are made when they are asked for: of a log with thousands of reports all are too many.
 */
export function tablesOf(report: Report, language: Language): TableEntry[] {
  const { moments, findings } = report
  const some = (there: boolean, entry: (report: Report, language: Language) => TableEntry) =>
    there ? [entry(report, language)] : []
  return [
    ...some(findings.length > 0, findingsTable),
    ...some(
      moments.some(({ ledger, ledgers }) => ledger !== null || ledgers.length > 0),
      ledgersTable,
    ),
    ...some(
      moments.some(({ zones }) => zones.length > 0),
      freeListsTable,
    ),
    ...some(
      moments.some(({ failures }) => failures.length > 0),
      reportsTable,
    ),
    ...some(
      moments.some(({ failures }) => failures.some(({ zones }) => zones.length > 0)),
      reportZonesTable,
    ),
    ...comparisonTables(report, language),
    ...courseTables(report, language),
    ...recordTables(report, language),
  ]
}
