/** What a quantity means for the machine, whatever a tool calls it: which lines matter, and what a rule may say of them. */
export type Role =
  | 'total'
  | 'limit'
  | 'available'
  | 'free'
  | 'usage'
  | 'working-set'
  | 'anon'
  | 'cache'
  | 'slab'
  | 'kernel'
  | 'swap-used'
  | 'swap-free'
  | 'swapping'

/** By the names of sysstat, procps, node_exporter, cAdvisor, Docker and the kernel; the first that fits. */
const NAMES: readonly (readonly [RegExp, Role | null])[] = [
  [/(?:^|\s)(?:si|so)$|pswp(?:in|out)/i, 'swapping'],
  [/kbswpused|%swpused|swpd|swap_?used/i, 'swap-used'],
  [/kbswpfree|swap_?free/i, 'swap-free'],
  [/swpcad|swap_?cached/i, 'cache'],
  // Promises, address space and the size of the swap are no memory.
  [/swap_?total|kbcommit|%commit|committed|vmalloc_?(?:total|chunk)|directmap/i, null],
  [/limit/i, 'limit'],
  [/mem_?total|spec_memory|machine_memory|capacity/i, 'total'],
  [/avail/i, 'available'],
  [/mem_?free|(?:^|\s)free$/i, 'free'],
  [/working.?set/i, 'working-set'],
  [/anon|rss(?:$|[^a-z])|resident|heap/i, 'anon'],
  [/(?:^|kb|[^a-z])cached?(?:$|[^a-z])|buff(?:ers?)?(?:$|[^a-z])|active_?file|mapped_?file/i, 'cache'],
  [/slab|sunreclaim|s_?unreclaim/i, 'slab'],
  [/kernel_?stack|kbkstack|page_?tables|kbpgtbl|percpu|vmalloc_?used|kbvmused|sock/i, 'kernel'],
  [/usage|mem_?used|kbmemused|\bused\b/i, 'usage'],
]

/** The role of a column or metric by its name; its labels (`{pod="cache-0"}`) are names of other things. */
export function roleOf(name: string): Role | null {
  const metric = /__name__="{1,2}(\w+)/.exec(name)?.[1]
  const bare = metric ?? name.replace(/\{[^{}]*\}/g, ' ')
  return NAMES.find(([pattern]) => pattern.test(bare))?.[1] ?? null
}

/** Labels in a series' name that say of what it is: the series of one container go together. */
export const ownerIn = (name: string): string =>
  [...name.matchAll(/\b(host|hostname|instance|node|namespace|pod|container|name|id)="{1,2}([^"]*)"/g)]
    .map(([, , value]) => value)
    .join(' ')
