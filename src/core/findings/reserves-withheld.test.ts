import { promises } from '../../testing/rule.ts'

const report = (
  cma: number,
  gfp = '0xcc0(GFP_KERNEL)',
) => `kworker/0:1: page allocation failure: order:0, mode:${gfp}, nodemask=(null),cpuset=/,mems_allowed=0
CPU: 0 PID: 412 Comm: kworker/0:1 Not tainted 6.1.0-56-arm64 #1 Debian 6.1.192-2
Mem-Info:
active_anon:10 inactive_anon:168 isolated_anon:0
 free:20000 free_pcp:498 free_cma:${cma}
Node 0 DMA free:80000kB boost:0kB min:20000kB low:25000kB high:30000kB reserved_highatomic:0KB present:1048576kB managed:1000000kB free_cma:${cma * 4}kB
lowmem_reserve[]: 0 0 0 0
262144 pages RAM
12144 pages reserved
`

promises('reserves-withheld', {
  finds: { 'free pages that are CMA': report(17_000) },
  passes: {
    'a movable request, which may use them': report(17_000, '0x100cca(GFP_HIGHUSER_MOVABLE)'),
    'a zone that passes without them': report(2_000),
  },
  // free 20 000 less CMA must exceed min 5 000.
  threshold: { below: report(14_999), at: report(15_000) },
  says: [/78\.1 MiB/, /66\.4 MiB/, /CMA/],
})
