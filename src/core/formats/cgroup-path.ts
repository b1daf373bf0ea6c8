import type { Span } from '../text/source.ts'

/** Where the hierarchies are mounted: v2 and hybrid, v1 with its controllers alone or together. */
const MOUNT = /^\/sys\/fs\/cgroup(?:\/(?:unified|(?:memory|hugetlb|pids|cpu|cpuacct|cpu,cpuacct|systemd)(?=\/|$)))?/

/** The name of a file: `memory.max`. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * The control group that a file (or a directory, ending in `/`) below a cgroup mount belongs to, as the kernel's log names
 * it: `/kubepods.slice/pod-a.slice`, `/` for the root. Null where the path does not tell: `memory.stat` alone.
 */
export function cgroupOf(path: string | null): string | null {
  if (path === null || !path.includes('/')) return null
  const directory = path.slice(0, path.lastIndexOf('/')).replace(/\/{2,}/g, '/')
  const below = directory.replace(MOUNT, '')
  if (directory.startsWith('/') && below === directory) return null
  return `/${below.replace(/^\.?\/+/, '')}`
}

/**
 * What a record of a file is about. Where a pattern stands for many groups (`cat k.slice/*` and a name), nobody knows
 * which of them it is: the place keeps them apart.
 */
export function groupOf(path: string | null, place: Span | undefined): string {
  const cgroup = cgroupOf(path) ?? 'cgroup'
  return /[*?[]/.test(cgroup) && place ? `${cgroup} ${place.line}` : cgroup
}

/** Which hierarchy a path shows, where it does. */
export const versionOf = (path: string | null): 1 | 2 | null => (path?.startsWith('/sys/fs/cgroup/memory/') ? 1 : null)
