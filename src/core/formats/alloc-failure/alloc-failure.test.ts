import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plainValue } from '../../facts/plain-value.ts'
import { readAll } from '../../snapshot/record.ts'
import { linesOf } from '../../text/lines.ts'
import { cut } from '../cut.ts'

const records = (text: string) => readAll(cut(linesOf({ name: 'log', text }, 0)))
const read = (text: string) => plainValue(records(text)[0]?.data)
const kinds = (text: string) => records(text).map(({ kind }) => kind)
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8')

describe('page allocation failure, of every era', () => {
  test.each([
    [
      'xenwatch: page allocation failure. order:4, mode:0xd0',
      { comm: 'xenwatch', order: 4, gfpMask: '0xd0', gfpFlags: 'GFP_KERNEL' },
    ],
    [
      'swapper/0: page allocation failure: order:2, mode:0x4020',
      { comm: 'swapper/0', order: 2, gfpFlags: 'GFP_ATOMIC|__GFP_COMP' },
    ],
    ['qemu_wl50: page allocation failure. order:4,mode:0x20', { comm: 'qemu_wl50', gfpMask: '0x20' }],
    [
      'ksoftirqd/3: page allocation failure: order:4, mode:0x240c0c0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO)',
      { gfpFlags: 'GFP_KERNEL|__GFP_COMP|__GFP_ZERO' },
    ],
    [
      'kworker/u8:2: page allocation failure: order:0, mode:0x14040c0(GFP_KERNEL|__GFP_COMP), nodemask=(null)\nkworker/u8:2 cpuset=/ mems_allowed=0-1',
      { comm: 'kworker/u8:2', cpuset: '/', memsAllowed: '0-1' },
    ],
    [
      'md5sum: page allocation failure: order:4, mode:0x40c40(GFP_NOFS|__GFP_COMP), nodemask=0,2,cpuset=batch,mems_allowed=0,2-3',
      { nodemask: '0,2', cpuset: 'batch', memsAllowed: '0,2-3' },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  test('the trace names the caller', () => {
    expect(read(fixture('alloc-failure/fixtures/linux-6.1-order-4.txt'))).toMatchObject({
      comm: 'init',
      pid: 1,
      order: 4,
      kernel: '6.1.0-56-amd64',
      tainted: 'GOE',
      stack: [
        'dump_stack_lvl',
        'warn_alloc',
        '__alloc_pages_slowpath.constprop.0',
        '__alloc_pages',
        'acme_write',
        'proc_reg_write',
        'vfs_write',
        'ksys_write',
        'do_syscall_64',
        'entry_SYSCALL_64_after_hwframe',
      ],
      zones: [
        { zone: 'DMA', free: 9464 * 1024, orders: [338, 338, 338, 0, 0, 0, 0, 0, 0, 0, 0] },
        {
          zone: 'DMA32',
          free: 712880 * 1024,
          boost: 99760 * 1024,
          min: 144100 * 1024,
          migrateTypes: ['U', 'U', 'U', 'U', '', '', '', '', '', '', ''],
        },
      ],
    })
  })

  test('a report of which only the trace was printed says what it lacks', () => {
    const [record] = records(fixture('alloc-failure/fixtures/linux-2.6.32-el6-trace-only.txt'))
    expect(record?.data).toMatchObject({ pid: { value: 4444 }, kernel: { value: '2.6.32-431.17.1.el6.x86_64' } })
    expect(record?.problems.map(({ what }) => what)).toEqual([
      'active_anon',
      'free',
      'free lists',
      'Free swap',
      'pages RAM',
    ])
  })

  test('words about a failure are none', () => {
    expect(kinds('We saw a page allocation failure in the log: order 4.\nIt says page allocation failure.')).toEqual([])
  })
})

describe('stalls and vmalloc', () => {
  test('a stall says how long it waits', () => {
    expect(read(fixture('alloc-stall/fixtures/linux-4.12.txt'))).toMatchObject({
      comm: 'rsync',
      stalled: 10020,
      order: 0,
    })
  })

  test.each([
    ['vmap allocation for size 20480 failed: use vmalloc=<size> to increase size.', { size: 20480 }],
    [
      'vmalloc_node_range for size 1196032 failed: Address range restricted to 0xf1000000 - 0xf5110000',
      { size: 1196032 },
    ],
    [
      'modprobe: vmalloc error: size 1189956, vm_struct allocation failed, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0',
      { comm: 'modprobe', size: 1189956, reason: 'vm_struct allocation failed' },
    ],
    [
      'insmod: vmalloc error: size 3145728000, exceeds total pages, mode:0xcc0(GFP_KERNEL)',
      { reason: 'exceeds total pages' },
    ],
    [
      'init: vmalloc: allocation failure: 3145728000 bytes, mode:0x14000c0(GFP_KERNEL), nodemask=(null)',
      { comm: 'init', size: 3145728000 },
    ],
  ])('%s', (line, expected) => {
    expect(kinds(line)).toEqual(['vmallocFailure'])
    expect(read(line)).toMatchObject(expected)
  })

  test('the line with the size belongs to the report below it', () => {
    const text = fixture('vmalloc-failure/fixtures/linux-6.14-32-bit.txt')
    expect(kinds(text)).toEqual(['vmallocFailure'])
    expect(read(text)).toMatchObject({
      size: 1052672,
      pages: { highMemOrMovable: 327680, 'Vmalloc Total': 16656, 'Vmalloc Used': 6771 },
      allocations: [
        { size: 118 * 2 ** 20, calls: 30213, file: 'mm/readahead.c:187', func: 'ractl_alloc_folio' },
        {},
        {},
        { module: 'sungem' },
      ],
    })
    expect(
      kinds(
        'vmalloc: allocation failure: 17178820608 bytes\nsyz-executor7: page allocation failure: order:0, mode:0x24000c2',
      ),
    ).toEqual(['allocFailure'])
  })

  test('all that one failure says before its head', () => {
    const text = [
      '[   22.183575] vmap allocation for size 15736832 failed: use vmalloc=<size> to increase size.',
      '[   22.191873] vmalloc: allocation failure: 15729534 bytes',
      '[   22.197112] insmod: page allocation failure: order:0, mode:0xd0',
    ].join('\n')
    expect(kinds(text)).toEqual(['allocFailure'])
    expect(read(text)).toMatchObject({ size: 15729534, reason: 'vmap allocation for size 15736832 failed' })
  })
})

describe('a slab cache without a page', () => {
  test('of a control group', () => {
    expect(read(fixture('slub-failure/fixtures/linux-3.10-el7-cgroup-cache.txt'))).toEqual({
      allocator: 'SLUB',
      node: -1,
      gfpMask: '0x8020',
      gfpFlags: 'GFP_ATOMIC|__GFP_ZERO',
      gfpBasis: 'era',
      cache: 'kmalloc-256(1234:3c9d0f2e1b7a5566)',
      objectSize: 256,
      bufferSize: 256,
      defaultOrder: 1,
      minOrder: 0,
      nodes: [
        { node: 0, slabs: 92, objects: 1472, free: 0 },
        { node: 1, slabs: 81, objects: 1296, free: 2 },
      ],
    })
  })

  test('with the processor, and debugging that made objects larger', () => {
    expect(read(fixture('slub-failure/fixtures/linux-6.19-cpu.txt'))).toMatchObject({
      cpu: 3,
      node: -1,
      gfpFlags: 'GFP_ATOMIC',
      debugging: 'skbuff_head_cache',
      bufferSize: 384,
    })
  })

  test('of SLAB, which prints used and all', () => {
    expect(read(fixture('slub-failure/fixtures/linux-3.2-slab.txt'))).toMatchObject({
      allocator: 'SLAB',
      node: 0,
      order: 0,
      nodes: [{ slabs: 310, slabsUsed: 310, objects: 310, objectsUsed: 310, free: 0 }],
    })
  })

  test('a storm of them is one each', () => {
    const one = fixture('slub-failure/fixtures/linux-3.10-el7-cgroup-cache.txt')
    expect(kinds(one.repeat(50))).toHaveLength(50)
  })
})
