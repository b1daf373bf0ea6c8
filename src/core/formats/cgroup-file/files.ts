/** Keys of the files that hold more than one number (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst). */
const KEYED: readonly (readonly [file: RegExp, keys: RegExp])[] = [
  [/^memory\.events(?:\.local)?$/, /^(?:low|high|max|oom|oom_kill|oom_group_kill|sock_throttled)$/],
  [/^memory\.swap\.events$/, /^(?:high|max|fail)$/],
  [/^memory\.oom_control$/, /^(?:oom_kill_disable|under_oom|oom_kill)$/],
  [/^hugetlb\.\w+\.events(?:\.local)?$/, /^max$/],
  [/^cgroup\.stat$/, /^nr_\w+$/],
  [/^cgroup\.events$/, /^(?:populated|frozen)$/],
]

/** Files of a group that tell about its memory, other than memory.stat and memory.pressure. */
export const CGROUP_FILE = /(?:^|\/)(?:memory(?!\.(?:stat|pressure)$)|hugetlb|cgroup(?=\.(?:stat|events)$))\.[\w.]+$/

/** The keys of a keyed file; null for a file of one number. */
export const keysOf = (name: string): RegExp | null => KEYED.find(([file]) => file.test(name))?.[1] ?? null

/** memory.numa_stat: v1 prints `anon=5 N0=3 N1=2` in pages, v2 `anon N0=4096 N1=0` in bytes. */
export const NUMA_ROW = /^\w+(?:=\d+)?(?: N\d+=\d+)+$/

/** Where nothing names a file: its first key, and how many of its keys tell it from any other text. */
const BY_FIRST_KEY: ReadonlyMap<string, readonly [file: string, least: number]> = new Map([
  ['low', ['memory.events', 4]],
  ['high', ['memory.swap.events', 3]],
  ['oom_kill_disable', ['memory.oom_control', 1]],
  ['nr_descendants', ['cgroup.stat', 1]],
  ['populated', ['cgroup.events', 2]],
])

/** The file that begins with a key, and the number of its keys that must follow. */
export const fileOf = (key: string) => BY_FIRST_KEY.get(key) ?? null

/** Files whose number is a bound, and may be none. */
export const isLimit = (name: string): boolean => /(?:limit_in_bytes|\.(?:min|low|high|max))$/.test(name)
