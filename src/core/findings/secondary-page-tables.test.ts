import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (tables: number) => meminfo({ SecPageTables: tables, MemFree: 4_000_000 - tables })

promises('secondary-page-tables', {
  finds: { 'guests backed by 4 KiB pages': host(320_000) },
  passes: { 'a host without guests': host(0), 'a kernel before 6.1': meminfo() },
  threshold: { below: host(159_999), at: host(160_000) },
  says: [/312\.5 MiB/, /2\.0 %/, /1\.0 %/, /KVM/],
})
