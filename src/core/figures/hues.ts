import type { Step } from './waterfall.ts'

/** The colours that bars have; `tokens.css` and `svg/colours.ts` say what they look like. */
export type Hue =
  | 'total'
  | 'free'
  | 'anon'
  | 'shmem'
  | 'file-cache'
  | 'buffers'
  | 'slab'
  | 'kernel'
  | 'hugetlb'
  | 'swap-cache'
  | 'devices'

const HUES: Readonly<Record<Exclude<Step['id'], 'unaccounted'>, Hue>> = {
  total: 'total',
  free: 'free',
  'per-cpu-free': 'free',
  anon: 'anon',
  'anon-huge': 'anon',
  shmem: 'shmem',
  hugetlb: 'hugetlb',
  'file-cache': 'file-cache',
  buffers: 'buffers',
  'swap-cache': 'swap-cache',
  'zfs-arc': 'buffers',
  'slab-reclaimable': 'slab',
  'slab-unreclaimable': 'slab',
  'kernel-misc-reclaimable': 'slab',
  'page-tables': 'kernel',
  'secondary-page-tables': 'kernel',
  'kernel-stacks': 'kernel',
  vmalloc: 'kernel',
  percpu: 'kernel',
  bounce: 'kernel',
  zswap: 'swap-cache',
  zram: 'swap-cache',
  'network-buffers': 'kernel',
  sock: 'kernel',
  'kernel-other': 'kernel',
  gpu: 'devices',
  balloon: 'devices',
  'other-known': 'devices',
  processes: 'anon',
  cache: 'file-cache',
  kernel: 'kernel',
  devices: 'devices',
}

/** The hue of a bar says who owns the memory. What is unaccounted has none: it is hatched. */
export const hueOf = (id: Step['id']): Hue | null => (id === 'unaccounted' ? null : HUES[id])
