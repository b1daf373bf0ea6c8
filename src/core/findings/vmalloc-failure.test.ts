import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const head = (reason: string) =>
  `[   12.000001] modprobe: vmalloc error: size 3145728000, ${reason}, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0\n`
const memInfo = `[   12.000002] CPU: 0 PID: 412 Comm: modprobe Tainted: G           OE      6.1.0-56-amd64 #1  Debian 6.1.192-2
[   12.000003] Mem-Info:
[   12.000004] active_anon:10 inactive_anon:168 isolated_anon:0
[   12.000004]  free:105524 free_pcp:498 free_cma:0
[   12.000005] 130939 pages RAM
[   12.000005] 14405 pages reserved
`

promises('vmalloc-failure', {
  finds: {
    'a request for more than all RAM': head('exceeds total pages') + memInfo,
    'a range of addresses that is full':
      '[   12.000001] vmap allocation for size 1196032 failed: use vmalloc=<size> to increase size.\n',
    'a report of the page allocator for vmalloc, as up to 4.10':
      '[   81.499041] vmalloc: allocation failure: 17178820608 bytes\n[   81.499047] syz-executor7: page allocation failure: order:0, mode:0x24000c2\n',
    'pages that ran out': head('failed to allocate pages') + memInfo,
  },
  passes: {
    // SysRq-m shows the same block, and nothing has failed.
    'the state of memory alone': `[   12.000000] sysrq: Show Memory\n${memInfo}`,
    'a page allocation that failed':
      '[   12.0] modprobe: page allocation failure: order:5, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0\n' +
      memInfo,
  },
  says: [/2\.93 GiB/, /modprobe/, /511\.5 MiB/],
})

test('addresses and pages are told apart by the words of the kernel', () => {
  const why = (text: string) => wordsOf(findingIn('vmalloc-failure', text)).split('\n')[0]
  expect(why(head('vm_struct allocation failed') + memInfo)).toMatch(/no addresses left$/)
  expect(why(head('page order 0, failed to allocate pages') + memInfo)).toMatch(/no pages left$/)
  expect(why(head('exceeds total pages') + memInfo)).toMatch(/more than all RAM$/)
})
