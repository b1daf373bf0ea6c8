import { defineLogFormat, type Parsed } from '../format.ts'
import { readReport, type MemInfo } from '../kernel-log/report.ts'

/** Lines of one kind that somebody quoted from a report: zones alone, free lists alone. Of which report is not known. */
export const memInfoExcerpt = defineLogFormat({
  id: 'memInfoExcerpt',
  collect: 'dmesg | grep -E "^Node .*: [0-9]+\\*"',
  role: 'event',
  read(lines, context): Parsed<MemInfo> {
    const { memInfo, problems } = readReport(lines, context.pageSize)
    return { data: memInfo, problems }
  },
})
