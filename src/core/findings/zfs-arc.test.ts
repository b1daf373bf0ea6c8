import { expect, test } from 'vitest'
import { meminfo, reportOn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** An ARC in kB whose pages were free before. */
const host = (arc: number) =>
  `${meminfo({ MemFree: 4_000_000 - arc, MemAvailable: 10_400_000 - arc })}# cat /proc/spl/kstat/zfs/arcstats\n9 1 0x01 124 33728 5266997922 97951858082072\nname                            type data\nc_min                           4    524288000\nc_max                           4    8388608000\nsize                            4    ${arc * 1024}\ndata_size                       4    ${Math.round(arc * 1000)}\nmetadata_size                   4    ${arc * 20}\n`

promises('zfs-arc', {
  finds: { 'an ARC of a fifth of RAM': host(3_200_000) },
  passes: { 'a host without ZFS': meminfo(), 'a small pool': host(200_000) },
  threshold: { below: host(799_999), at: host(800_000) },
  says: [/3\.05 GiB/, /20\.0 %/, /5\.0 %/, /2\.56 GiB/, /7\.81 GiB/],
})

test('what it holds is no longer without a name', () => {
  expect(reportOn(host(3_200_000)).findings.map(({ id }) => id)).not.toContain('unaccounted-memory')
})
