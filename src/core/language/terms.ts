import type { Confidence, Severity } from '../findings/rule.ts'
import type { AccountId } from '../ledger/account.ts'
import type { Language } from './say.ts'

/** Whose memory an account is: the hue of its bar, and its group when the ledger is read by owner. */
export type Owner = 'processes' | 'cache' | 'kernel' | 'devices' | 'free'

/** Words that every face of the product shares: page, command line and documents. */
export interface Terms {
  readonly account: Readonly<Record<AccountId, string>>
  readonly owner: Readonly<Record<Owner, string>>
  readonly unaccounted: string
  readonly severity: Readonly<Record<Severity, string>>
  readonly confidence: Readonly<Record<Confidence, string>>
}

export const owners: Readonly<Record<AccountId, Owner>> = {
  anon: 'processes',
  'anon-huge': 'processes',
  shmem: 'processes',
  hugetlb: 'processes',
  'file-cache': 'cache',
  buffers: 'cache',
  'swap-cache': 'cache',
  'slab-reclaimable': 'cache',
  'kernel-misc-reclaimable': 'cache',
  'zfs-arc': 'cache',
  'slab-unreclaimable': 'kernel',
  'page-tables': 'kernel',
  'secondary-page-tables': 'kernel',
  'kernel-stacks': 'kernel',
  vmalloc: 'kernel',
  percpu: 'kernel',
  bounce: 'kernel',
  zswap: 'kernel',
  zram: 'kernel',
  'network-buffers': 'kernel',
  sock: 'kernel',
  'kernel-other': 'kernel',
  gpu: 'devices',
  balloon: 'devices',
  'other-known': 'devices',
  free: 'free',
  'per-cpu-free': 'free',
}

const en: Terms = {
  account: {
    free: 'Free',
    'per-cpu-free': 'Free, on per-CPU lists',
    anon: 'Anonymous memory',
    'anon-huge': 'Transparent huge pages',
    shmem: 'Shared memory, tmpfs',
    'file-cache': 'File cache',
    buffers: 'Buffers',
    'swap-cache': 'Swap cache',
    'slab-reclaimable': 'Slab, reclaimable',
    'slab-unreclaimable': 'Slab, unreclaimable',
    'kernel-misc-reclaimable': 'Other reclaimable kernel memory',
    'page-tables': 'Page tables',
    'secondary-page-tables': 'Secondary page tables (KVM)',
    'kernel-stacks': 'Kernel stacks',
    vmalloc: 'vmalloc',
    percpu: 'Per-CPU data',
    bounce: 'Bounce buffers',
    zswap: 'zswap pool',
    zram: 'zram',
    hugetlb: 'Reserved huge pages',
    gpu: 'GPU',
    balloon: 'Balloon',
    'network-buffers': 'Network buffers',
    'zfs-arc': 'ZFS ARC',
    'other-known': 'Other, named by the paste',
    sock: 'Socket buffers',
    'kernel-other': 'Other kernel memory',
  },
  owner: {
    processes: 'Processes',
    cache: 'Caches, reclaimable',
    kernel: 'Kernel',
    devices: 'Devices and hypervisor',
    free: 'Free',
  },
  unaccounted: 'Unaccounted',
  severity: { critical: 'Critical', warning: 'Warning', notice: 'Notice', info: 'Note' },
  confidence: { certain: 'certain', likely: 'likely', possible: 'possible' },
}

const zh: Terms = {
  account: {
    free: '空闲',
    'per-cpu-free': '空闲（每 CPU 链表）',
    anon: '匿名内存',
    'anon-huge': '透明大页',
    shmem: '共享内存与 tmpfs',
    'file-cache': '文件缓存',
    buffers: '块设备缓冲（Buffers）',
    'swap-cache': '交换缓存',
    'slab-reclaimable': 'Slab（可回收）',
    'slab-unreclaimable': 'Slab（不可回收）',
    'kernel-misc-reclaimable': '其他可回收内核内存',
    'page-tables': '页表',
    'secondary-page-tables': '二级页表（KVM）',
    'kernel-stacks': '内核栈',
    vmalloc: 'vmalloc',
    percpu: 'Per-CPU 数据',
    bounce: 'Bounce 缓冲',
    zswap: 'zswap 池',
    zram: 'zram',
    hugetlb: '预留大页',
    gpu: 'GPU',
    balloon: '气球（balloon）',
    'network-buffers': '网络缓冲',
    'zfs-arc': 'ZFS ARC',
    'other-known': '其他（输入中指明）',
    sock: '套接字缓冲',
    'kernel-other': '其他内核内存',
  },
  owner: {
    processes: '进程',
    cache: '缓存（可回收）',
    kernel: '内核',
    devices: '设备与虚拟化',
    free: '空闲',
  },
  unaccounted: '未入账',
  severity: { critical: '严重', warning: '警告', notice: '注意', info: '提示' },
  confidence: { certain: '确定', likely: '很可能', possible: '可能' },
}

export const terms: Readonly<Record<Language, Terms>> = { en, zh }
