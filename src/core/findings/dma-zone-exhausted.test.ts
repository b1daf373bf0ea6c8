import { promises } from '../../testing/rule.ts'

const dma = (
  free: number,
  lists: string,
) => `Node 0 DMA free:${free}kB boost:0kB min:64kB low:80kB high:96kB reserved_highatomic:0KB present:15992kB managed:15360kB
lowmem_reserve[]: 0 2973 15800 15800
Node 0 DMA: ${lists} = ${free}kB
`
const failure = (
  gfp: string,
  order: number,
  zone: string,
) => `modprobe: page allocation failure: order:${order}, mode:${gfp}, nodemask=(null),cpuset=/,mems_allowed=0
CPU: 0 PID: 412 Comm: modprobe Not tainted 6.1.0-56-amd64 #1 Debian 6.1.192-2
Mem-Info:
active_anon:10 inactive_anon:168 isolated_anon:0
 free:1000000 free_pcp:498 free_cma:0
${zone}4000000 pages RAM
100000 pages reserved
`
const FULL = dma(60, '15*4kB (U) 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB')
const TORN = dma(4000, '1000*4kB (U) 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB')
const WELL = dma(
  13312,
  '0*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 1*1024kB (U) 2*2048kB (UM) 2*4096kB (M)',
)

promises('dma-zone-exhausted', {
  finds: {
    'a driver that met a full ZONE_DMA': failure('0xcc1(GFP_KERNEL|GFP_DMA)', 0, FULL),
    'one that met a fragmented one': failure('0xcc1(GFP_KERNEL|GFP_DMA)', 3, TORN),
  },
  passes: {
    'a zone that could serve it by now': failure('0xcc1(GFP_KERNEL|GFP_DMA)', 3, WELL),
    'a request that merely may fall back to it': failure('0xcc0(GFP_KERNEL)', 0, FULL),
  },
  says: [/ZONE_DMA/, /60 KiB/, /order 0/],
})
