import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Page tables of a host with 16 000 000 kB of RAM; what they grow by was free before. */
const host = (tables: number) => meminfo({ PageTables: tables, MemFree: 4_040_000 - tables })
promises('page-tables-large', {
  finds: {
    'page tables of 5 % of RAM': host(800_000),
  },
  passes: {
    'a healthy host, whose page tables are a quarter percent of RAM': host(40_000),
  },
  threshold: { below: host(159_999), at: host(160_000) },
  says: [/781\.3 MiB/, /5\.0 %/, /1\.0 %/],
})

test('is a warning from 3 % of RAM on, critical from 15 %, and shows its arithmetic', () => {
  expect(findingIn('page-tables-large', host(479_999))?.severity).toBe('notice')
  expect(findingIn('page-tables-large', host(480_000))?.severity).toBe('warning')
  expect(findingIn('page-tables-large', host(2_399_999))).toMatchObject({
    severity: 'warning',
    arithmetic: ['PageTables 2399999 kB / MemTotal 16000000 kB'],
  })
  expect(findingIn('page-tables-large', host(2_400_000))?.severity).toBe('critical')
})

test('names the processes that there are many of', () => {
  const list = `# ps aux\nUSER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${Array.from(
    { length: 151 },
    (_, index) => `postgres   ${1000 + index}  0.0  1.0 900000 400 ?  Ss   10:00   0:01 postgres: idle\n`,
  ).join('')}`
  expect(wordsOf(findingIn('page-tables-large', host(800_000) + list))).toContain('151 processes `postgres`')
})
