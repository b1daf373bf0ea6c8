import type { Report } from '../analyze.ts'
import type { Language } from '../language/say.ts'
import { courseTable } from './tables/course.ts'
import { findingsTable } from './tables/findings.ts'
import { freeListsTable } from './tables/free-lists.ts'
import { ledgersTable } from './tables/ledgers.ts'
import { recordTables } from './tables/records.ts'
import { reportsTable, reportZonesTable } from './tables/reports.ts'
import type { Table } from './tables/table.ts'

/** Every table of a report that has a row: findings, books, free lists, lines over time, kernel reports, then each dump as it was read. */
export const tablesOf = (report: Report, language: Language): Table[] =>
  [
    findingsTable(report, language),
    ledgersTable(report, language),
    freeListsTable(report, language),
    courseTable(report, language),
    reportsTable(report, language),
    reportZonesTable(report, language),
    ...recordTables(report, language),
  ].filter(({ rows }) => rows.length > 0)
