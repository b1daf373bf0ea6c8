import type { FileSystem } from '../formats/df/df.ts'
import type { Machine } from '../snapshot/machine.ts'
import { recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Account, Piece, Split } from './account.ts'
import { account } from './balance.ts'
import { callersOf } from './vmalloc.ts'

/** Cuts the accounts of a host's book by whatever the paste holds beside meminfo. */
export function withSplits(accounts: readonly Account[], snapshot: Snapshot, machine: Machine): Account[] {
  const page = machine.pageSize.value
  return accounts.map((each) => {
    const splits = splitsOf(each, snapshot, page)
    return splits.length === 0 ? each : { ...each, splits: [...(each.splits ?? []), ...splits] }
  })
}

function splitsOf(each: Account, snapshot: Snapshot, page: number): Split[] {
  switch (each.id) {
    case 'slab-reclaimable':
      return slabCaches(each, snapshot, page, isReclaimable)
    case 'slab-unreclaimable':
      return slabCaches(each, snapshot, page, each.name === 'Slab' ? () => true : (name) => !isReclaimable(name))
    case 'vmalloc':
      return recordsOf(snapshot, 'vmallocinfo').flatMap(({ id, data }) =>
        split(each, 'caller', id, callersOf(data.areas, page)),
      )
    case 'shmem':
      return sharedMemory(each, snapshot)
    case 'anon':
      return processes(each, snapshot)
    default:
      return []
  }
}

/** Rows below this share of their account say nothing. */
export const SHARE = 0.005
const MOST_ROWS = 30

/** The largest rows that together fit into an account: an account can't be less than what lies in it. */
export function split(whole: Account, by: Split['by'], record: string, rows: readonly Piece[]): Split[] {
  // Dumps that were taken one after the other differ a little.
  let left = whole.bytes * 1.02
  const kept = rows
    .filter(({ size }) => size >= Math.max(1, whole.bytes * SHARE))
    .sort((a, b) => b.size - a.size)
    .filter(({ size }) => size <= left && (left -= size) >= 0)
    .slice(0, MOST_ROWS)
    .map(({ name, size, evidence }) => account(whole.id, size, evidence, { name }))
  return kept.length === 0 ? [] : [{ by, record, rows: kept }]
}

/** Caches made with SLAB_RECLAIM_ACCOUNT: names and inodes that a shrinker can drop, and what they index. */
const RECLAIMABLE =
  /^(?:dentry|inode_cache|\w+_inode(?:_cache|_info)?|buffer_head|radix_tree_node|xarray\w*|kmalloc-rcl-\w+|ext[234]_(?:inode_cache|extent_status|xattr|fc_dentry\w*)|xfs_(?:inode|ili|buf)|btrfs_(?:inode|extent_map|path|delayed_\w+)|mbcache|squashfs_\w+|ubifs_inode_slab|nfs_\w*inode\w*|fuse_inode|kernfs_node_cache|bdev_cache|mqueue_inode_cache)(?:\(.*\))?$/

const isReclaimable = (name: string) => RECLAIMABLE.test(name)

function slabCaches(each: Account, snapshot: Snapshot, page: number, mine: (name: string) => boolean): Split[] {
  const [slabinfo] = recordsOf(snapshot, 'slabinfo').slice(-1)
  const [slabtop] = recordsOf(snapshot, 'slabtop').slice(-1)
  const rows = slabinfo
    ? slabinfo.data.caches.flatMap(({ name, slabs, pagesPerSlab, span }) =>
        slabs !== undefined && pagesPerSlab !== undefined
          ? [{ name, size: slabs * pagesPerSlab * page, evidence: [span] }]
          : [],
      )
    : (slabtop?.data.caches.map(({ name, cacheSize, span }) => ({ name, size: cacheSize, evidence: [span] })) ?? [])
  const record = slabinfo?.id ?? slabtop?.id
  return record === undefined
    ? []
    : split(
        each,
        'cache',
        record,
        rows.filter(({ name }) => mine(name)),
      )
}

const IN_MEMORY = /^(?:tmpfs|devtmpfs|shm|dev|udev|none|run)$/

/** File systems that live in shared memory. The same one mounted twice shows the same figures twice. */
export function inMemoryMounts(filesystems: readonly FileSystem[]): Piece[] {
  const seen = new Set<string>()
  return filesystems.flatMap(({ filesystem, type, used, size, mount }) => {
    if (!IN_MEMORY.test(type ?? filesystem) || !used) return []
    const key = `${size?.value ?? ''} ${used.value}`
    if (used.value > 0 && seen.has(key)) return []
    seen.add(key)
    return [{ name: mount, size: used.value, evidence: [used.span] }]
  })
}

/** Files of tmpfs by mount, and SysV segments: two ways to name shared memory. */
function sharedMemory(each: Account, snapshot: Snapshot): Split[] {
  const mounts = recordsOf(snapshot, 'df').flatMap(({ id, data }) =>
    split(each, 'mount', id, inMemoryMounts(data.filesystems)),
  )
  const segments = recordsOf(snapshot, 'ipcs').flatMap(({ id, data }) =>
    split(
      each,
      'segment',
      id,
      (data.segments ?? []).map(({ id: shmid, owner, size, span }) => ({
        name: `shmid ${shmid}, ${owner}`,
        size,
        evidence: [span],
      })),
    ),
  )
  return [...mounts, ...segments]
}

/** Anonymous memory of the processes whose own files were pasted. Pages that a fork shares count in each. */
function processes(each: Account, snapshot: Snapshot): Split[] {
  const rows = recordsOf(snapshot, 'processStatus').flatMap(({ data }) => {
    const anon = data.fields.get('RssAnon')
    const pid = data.fields.get('Pid')?.value
    return anon
      ? [{ name: [data.Name?.value, pid].filter(Boolean).join(' '), size: anon.value, evidence: [anon.span] }]
      : []
  })
  const [first] = recordsOf(snapshot, 'processStatus')
  return first ? split(each, 'process', first.id, rows) : []
}
