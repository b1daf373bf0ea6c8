import { promises } from '../../testing/rule.ts'

const vmstat = (pages: number, slab: number) =>
  `nr_free_pages 100000\nallocstall_normal 0\ndrop_pagecache ${pages}\ndrop_slab ${slab}\n`

promises('drop-caches-used', {
  finds: { 'a cron job that drops them hourly': vmstat(240, 240) },
  passes: {
    'a machine on which nobody did': vmstat(0, 0),
    'a kernel that does not count it': 'nr_free_pages 100000\nallocstall 0\n',
  },
  threshold: { below: vmstat(10, 10), at: vmstat(10, 11) },
  says: [/240/, /MemAvailable/],
})
