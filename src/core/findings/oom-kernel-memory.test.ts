import { expect, test } from 'vitest'
import { findingIn, idsIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const id = 'oom-kernel-memory'

promises(id, {
  finds: {
    'the pages of a driver': dumpOf('findings/fixtures/oom-driver-7.2.txt'),
    'slab of a quarter of RAM': oomReport({ slab: 1_100_000 }),
    'half of RAM in a pool of huge pages': oomReport({ hugepages: 4000 }),
    'page tables that are gone with their owner': dumpOf('findings/fixtures/oom-page-tables-6.1.txt'),
    // 20 % each, which together outweigh the processes.
    'several accounts together': oomReport({ slab: 790_000, pageTables: 790_000, lost: 700_000 }),
  },
  passes: {
    'a hog on a kernel that needs little': oomReport(),
    'a pool of huge pages below half': oomReport({ hugepages: 3900 }),
    'a block that is missing, with a driver that holds a quarter': dumpOf(
      'formats/oom/fixtures/linux-5.10-order-3.txt',
    ),
  },
  threshold: { below: oomReport({ slab: 999_999 }), at: oomReport({ slab: 1_000_000 }) },
  says: [/429\.4 MiB/, /73\.7 %/, /25\.0 %/, /`acmedrv`/],
})

test.each([
  ['formats/oom/fixtures/linux-6.12-slab-table.txt', /unreclaimable slab[^]*`kmalloc-512` 33\d/],
  ['findings/fixtures/oom-page-tables-6.1.txt', /page tables[^]*`python3` 3\d\d/],
])('%s: names what the report names inside the account', (path, words) => {
  expect(wordsOf(findingIn(id, dumpOf(path)))).toMatch(words)
})

/** The kernel prints it only where unreclaimable slab outweighs all LRU pages: excerpts often hold nothing else. */
test('the table of caches tells by itself', () => {
  const excerpt = [
    'ip invoked oom-killer: gfp_mask=0xc2cc0(GFP_KERNEL|__GFP_NOWARN|__GFP_COMP), order=3, oom_score_adj=0',
    '...',
    'Unreclaimable slab info:',
    'Name                      Used          Total',
    'btrfs_extent_map     3207098KB    3375622KB',
  ].join('\n')
  const found = findingIn(id, excerpt)
  expect(wordsOf(found)).toMatch(/3\.22 GiB of it listed[^]*`btrfs_extent_map`/)
})

test('what no counter shows is not told of a report that lost one, or the zones that show it was short', () => {
  const whole = dumpOf('findings/fixtures/oom-driver-7.2.txt')
  for (const lost of [
    /^.*slab_reclaimable:.*\n/m,
    /^.*unevictable:\d+ dirty.*\n/m,
    /^.*Node 0 .*(?:free:|4kB).*\n/gm,
  ]) {
    expect(idsIn(whole.replace(lost, '')), String(lost)).not.toContain(id)
  }
})

test('does not say that processes are small where they are not', () => {
  expect(wordsOf(findingIn(id, oomReport({ slab: 1_100_000 })))).toContain('Beside the processes')
  expect(wordsOf(findingIn(id, oomReport({ slab: 2_500_000 })))).toContain('The processes did not fill RAM')
})

test('a report that lost its counters is no proof of memory in no counter', () => {
  const cut = dumpOf('formats/oom/fixtures/linux-7.2.txt').replace(
    /^.*active_anon:\d+ inactive_anon:\d+ isolated.*\n/gm,
    '',
  )
  expect(findingIn(id, cut)).toBeUndefined()
})

test('a state of memory that nobody was killed in is no OOM', () => {
  const state = dumpOf('findings/fixtures/oom-driver-7.2.txt')
    .replace(/[^]*(?=\[.*Mem-Info)/, '')
    .replace(/\[[^\n]*Tasks state[^]*/, '')
  expect(state).toMatch(/Mem-Info[^]*pages RAM/)
  expect(findingIn(id, state)).toBeUndefined()
})
