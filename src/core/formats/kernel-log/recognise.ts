import type { Part, Seen } from './part.ts'

const TASK: Seen = { part: 'task' }

const isDigit = (code: number) => code >= 48 && code <= 57

/**
 * Tells a line by itself. Runs on every line of every log: one switch on the first character, a search for three words,
 * and expressions only where those agree.
 */
export function recognise(text: string): Seen | null {
  return byFirst(text) ?? bySearch(text)
}

function byFirst(text: string): Seen | null {
  switch (text.charCodeAt(0)) {
    case 91: // [
      return bracketed(text)
    case 65: // A
      return /^Active(?:_anon)?:\d+(?: +(?:in)?active(?:_file)?:\d|$)/.test(text)
        ? { part: 'totals', slot: 'Active' }
        : null
    case 67: // C
      return cpuLine(text)
    case 70: // F
      if (/^Free swap\s*[=:]\s*\d+\s*kB/.test(text)) return { part: 'count', slot: text.slice(0, 11) }
      return text.startsWith('Free pages:') ? { part: 'totals', slot: 'Free pages' } : null
    case 72: // H
      if (text.startsWith('Hardware name:')) return { part: 'hardware' }
      return zoneLine(text, '', 0)
    case 75: // K
      if (text.startsWith('Kill')) return killLine(text)
      return /^Kernel panic - not syncing: (?:[Oo]ut of memory|System is deadlocked on memory)/.test(text)
        ? { part: 'panic', slot: 'panic' }
        : null
    case 77: // M
      if (text.startsWith('Mem-')) return /^Mem-[Ii]nfo:/.test(text) ? { part: 'memInfo', slot: 'memInfo' } : null
      if (text.startsWith('Memory ')) return memoryLine(text)
      return zoneLine(text, '', 0)
    case 78: // N
      if (text.startsWith('Node')) return nodeLine(text)
      if (text.startsWith('No available memory')) return killLine(text)
      if (/^Name\s+Used\s+Total$/.test(text)) return { part: 'slabColumns', slot: 'slabColumns' }
      return zoneLine(text, '', 0)
    case 79: // O
      return text.startsWith('Out of ') || text.startsWith('OOM') ? killLine(text) : null
    case 80: // P
      return text.startsWith('Pid:') && /^Pid:\s*\d+,\s*comm:/.test(text) ? { part: 'cpu' } : null
    case 83: // S
      return swapOrSysrq(text)
    case 84: // T
      return taskTitle(text)
    case 85: // U
      return text.startsWith('Unreclaimable slab info') ? { part: 'slabHead', slot: 'slabHead' } : null
    case 87: // W
      return text.startsWith('Would have killed process') ? killLine(text) : null
    case 97: // a
    case 98: // b
    case 102: // f
    case 105: // i
    case 117: // u
    case 119: // w
    case 112: // p
      return counters(text)
    case 99: // c
      if (/^cpu \d+ (?:hot|cold):/.test(text)) return { part: 'perCpu' }
      return /^cache:? \S.*object size: \d/.test(text) ? { part: 'slubDetail' } : null
    case 107: // k
      if (text.startsWith('kill process')) return killLine(text)
      return usage(text) ?? counters(text)
    case 108: // l
      return text.startsWith('lowmem_reserve[]') ? { part: 'reserve' } : counters(text)
    case 109: // m
      return usage(text) ?? lost(text) ?? counters(text)
    case 110: // n
      return /^node \d+:\s*slabs:/.test(text) ? { part: 'slubDetail' } : null
    case 111: // o
      return oomLine(text)
    case 115: // s
      if (text.startsWith('sysrq')) return swapOrSysrq(text)
      return usage(text) ?? counters(text)
    case 104: // h
      return text.startsWith('hugepages_total=') ? { part: 'hugepages' } : null
    case 68: // D
      return zoneLine(text, '', 0)
    case 118: // v
      return vmalloc(text)
    case 40: // (
    case 61: // =
      return ordersRest(text)
    case 42: // *
      return /^\*\* \d+ printk messages dropped/.test(text) ? { part: 'lost' } : null
    default:
      return isDigit(text.charCodeAt(0)) ? numbered(text) : null
  }
}

/** Heads begin with the name of a process: only a word inside tells them. */
function bySearch(text: string): Seen | null {
  // A mail about a report names it in its subject.
  if (text.startsWith('Subject:')) return null
  if (text.includes('oom-killer') && /(?:^|\S\s*)\binvoked\s*oom-killer:/.test(text)) {
    return { part: 'head', slot: 'head', cause: 'oom' }
  }
  if (text.includes('alloc')) {
    if (/page allocation failure[.:]\s*order:/.test(text)) return { part: 'head', slot: 'head', cause: 'allocFailure' }
    if (/page allocation stalls for \d+ms/.test(text)) return { part: 'head', slot: 'head', cause: 'allocStall' }
    if (/: vmalloc(?: error: size|: allocation failure)/.test(text)) {
      return { part: 'head', slot: 'head', cause: 'vmallocFailure' }
    }
  }
  if (text.includes('mems_allowed=') && /^.{1,16}\s+cpuset=/.test(text)) return { part: 'cpuset', slot: 'cpuset' }
  if (text.includes(' suppressed') && /^(?:printk: )?\d+ messages suppressed/.test(text)) return { part: 'lost' }
  if (text.includes('per-cpu:')) return perCpu(text)
  return null
}

/** A line that only its place tells: what follows `previous` in the same report. */
export function recogniseAfter(text: string, previous: Part): Seen | null {
  switch (previous) {
    case 'usage':
    case 'statHead':
    case 'stat':
      return stat(text)
    case 'slabHead':
    case 'slabColumns':
    case 'slab':
      return /^\S.*\s\d+KB\s+\d+KB$/.test(text) ? { part: 'slab' } : null
    case 'profileHead':
    case 'profile':
      return /^[\d.]+ ?[KMGTP]?i?B\s+\d+ \S+:\d+/.test(text) ? { part: 'profile' } : null
    case 'taskHead':
    case 'task':
      // A row that is cut.
      return /^\[\s*\d+\s*\](?:\s*\d|$)/.test(text) ? TASK : null
    case 'totals':
      return /^[a-z_-]+:\d+(?: +[a-z_-]+:\d+)*$/.test(text) ? { part: 'totals' } : null
    case 'slub':
    case 'slubDetail':
      return / debugging increased min order, use sl[au]b_debug=O /.test(text) ? { part: 'slubDetail' } : null
    case 'count':
      // A vendor's kernel counts more than ours.
      return /^\d+ pages [\w/-]+(?: [\w/-]+)?$/.test(text) ? count(text) : null
    default:
      return null
  }
}

/** `anon 133898240`, as memory.stat has it. */
export function stat(text: string): Seen | null {
  // Most lines end in no digit.
  if (text.length > 60 || !isDigit(text.charCodeAt(text.length - 1))) return null
  return /^[a-z][\w.]* \d+$/.test(text) ? { part: 'stat', slot: `stat ${text.slice(0, text.indexOf(' '))}` } : null
}

function bracketed(text: string): Seen | null {
  let at = 1
  while (text.charCodeAt(at) === 32) at++
  if (!isDigit(text.charCodeAt(at))) return /^\[\s*pid\s*\]/.test(text) ? { part: 'taskHead', slot: 'taskHead' } : null
  while (isDigit(text.charCodeAt(at))) at++
  while (text.charCodeAt(at) === 32) at++
  if (text.charCodeAt(at++) !== 93) return null
  // uid, tgid, total_vm and rss: `[1] 4711` is a job of the shell.
  for (let column = 0; column < 4; column++) {
    while (text.charCodeAt(at) === 32) at++
    if (!isDigit(text.charCodeAt(at))) return null
    while (isDigit(text.charCodeAt(at))) at++
    if (text.charCodeAt(at) !== 32) return null
  }
  return TASK
}

function cpuLine(text: string): Seen | null {
  if (text.startsWith('CPU')) {
    if (/^CPU:\s*\d+ .*PID:\s*\d+\s+Comm:/.test(text)) return { part: 'cpu' }
    return /^CPU\s*\d+:\s*(?:Hot: )?hi:/.test(text) ? { part: 'perCpu' } : null
  }
  return text.startsWith('COMPACTION is disabled') ? { part: 'stack' } : null
}

function killLine(text: string): Seen | null {
  if (text.startsWith('Out of memory and no killable processes')) return { part: 'panic', slot: 'nobody' }
  const kill = /(?:^|[.:]\s*|^Would have )([Kk]ill(?:ed)?) process\s*(\d+)(\s*(?:\(|,\s*UID))?/.exec(text)
  // The name follows, except where a mail has broken the line.
  if (!kill || (!kill[3] && !/^(?:Out|Memory)\b.*\d$/.test(text))) return null
  const verb =
    kill[1] === 'Killed' || kill[1] === 'killed' ? 'killed' : / sharing same memory/.test(text) ? 'shared' : 'announced'
  return { part: 'kill', pid: Number(kill[2]), verb }
}

function memoryLine(text: string): Seen | null {
  if (text.startsWith('Memory cgroup ')) {
    // The name of the group may stand on the next line.
    if (text.startsWith('stats for', 14))
      return text.length === 23 ? { part: 'statHead' } : { part: 'statHead', slot: `statHead ${text.slice(0, 200)}` }
    if (text.startsWith('out of memory', 14)) return killLine(text)
    return text.startsWith('min protection', 14) ? { part: 'protection', slot: 'protection' } : null
  }
  if (text.startsWith('Memory limit reached of cgroup')) return { part: 'limit', slot: 'limit' }
  return /^Memory allocations(?: \(profiling is [^)]*\))?:/.test(text)
    ? { part: 'profileHead', slot: 'profileHead' }
    : null
}

function nodeLine(text: string): Seen | null {
  const node = /^Node\s*(\d+)\s*(?=[A-Za-z])/.exec(text)
  if (!node) return null
  const at = node[0].length
  const code = text.charCodeAt(at)
  if (code >= 97) {
    if (text.startsWith('hugepages_total=', at)) return { part: 'hugepages' }
    return /^[a-z_]+(?:\([a-z]+\))?:\s*\d/.test(text.slice(at, at + 40))
      ? { part: 'node', slot: `node ${node[1]}` }
      : null
  }
  return zoneLine(text, node[1]!, at)
}

/** Known zones; another is believed where its line goes on as the kernel's do. */
const ZONE =
  /(DMA32|DMA|Normal|HighMem|Movable|Device|[A-Z]\w*?(?=\s*(?:free:\d+kB (?:boost|min):|:\s*\d+\*\d+kB|per-cpu:)))\s*(?:(free):\s*\d|(:)\s*(?:\d+\*\d+kB|empty$)|(per-cpu):)/y

/** A zone's counters, its free lists or its per-CPU head, from its name on. */
function zoneLine(text: string, node: string, at: number): Seen | null {
  ZONE.lastIndex = at
  const match = ZONE.exec(text)
  if (!match) return null
  const [, zone, free, orders] = match
  if (free) return { part: 'zone', slot: `zone ${node} ${zone}` }
  if (orders) return { part: 'orders', slot: `orders ${node} ${zone}` }
  return { part: 'perCpu', slot: `perCpu ${node} ${zone}` }
}

const perCpu = (text: string): Seen | null =>
  /^(?:Node \d+ )?\w+ per-cpu:/.test(text) ? { part: 'perCpu', slot: `perCpu ${text}` } : null

function swapOrSysrq(text: string): Seen | null {
  if (text.startsWith('Swap cache')) return { part: 'count', slot: 'Swap cache' }
  if (text.startsWith('SLUB: Unable') || text.startsWith('SLAB: Unable'))
    return { part: 'slub', slot: 'head', cause: 'slubFailure' }
  if (!/^sysrq\s*:/i.test(text)) return null
  if (/:\s*Show [Mm]emory/.test(text)) return { part: 'sysrq', slot: 'head', cause: 'showMem' }
  return /:\s*Manual OOM/i.test(text) ? { part: 'sysrq', slot: 'sysrq', cause: 'oom' } : null
}

function taskTitle(text: string): Seen | null {
  if (/^Tasks state\s*\(/.test(text)) return { part: 'taskTitle', slot: 'taskTitle' }
  if (text.startsWith('Tasks in '))
    return text.includes(' oom.group') || text.includes('.oom.group') ? { part: 'group', slot: 'group' } : null
  if (text.startsWith('Task in /')) return { part: 'limit', slot: 'limit' }
  return /^Total swap\s*=\s*\d+\s*kB/.test(text) ? { part: 'count', slot: 'Total swap' } : null
}

/** `active_anon:123 …` counts pages of the machine; `inactive:12kB …` is the rest of a zone's line. */
function counters(text: string): Seen | null {
  const key = /^([a-z_]+)(?:\([a-z]+\))?[:?]/.exec(text)?.[1]
  if (key === undefined) return null
  if (/^\S+?[:?]\s*(?:\d+ ?[kK]B|yes|no)(?:\s|$)/.test(text)) return { part: 'counters' }
  return TOTALS.has(key) && /^\S+?:\d+(?:$|\s+[a-z_])/.test(text) ? { part: 'totals', slot: `totals ${key}` } : null
}

/** How lines of machine-wide totals begin (mm/page_alloc.c and mm/show_mem.c, show_free_areas). */
const TOTALS: ReadonlySet<string> = new Set([
  'active_anon',
  'active_file',
  'inactive_file',
  'unevictable',
  'free',
  'slab_reclaimable',
  'mapped',
  'sec_pagetables',
  'kernel_misc_reclaimable',
  'free_cma',
])

const usage = (text: string): Seen | null => {
  const match = /^(memory|memory\+swap|kmem|swap):\s*usage\s*\d+\s*kB/.exec(text)
  return match ? { part: 'usage', slot: `usage ${match[1]}` } : null
}

function oomLine(text: string): Seen | null {
  if (text.startsWith('oom-kill:')) {
    const pid = /,pid=(\d+)/.exec(text)?.[1]
    return { part: 'chosen', slot: 'chosen', ...(pid === undefined ? {} : { pid: Number(pid) }) }
  }
  if (text.startsWith('oom-killer: gfp_mask=')) return { part: 'head', slot: 'head', cause: 'oom' }
  const reaped = /^oom_reaper: (?:reaped process |unable to reap pid:)(\d+)/.exec(text)?.[1]
  if (reaped) return { part: 'reaper', pid: Number(reaped) }
  return /^out of memory\. (?:panic_on_oom|Compulsory)/i.test(text) ? { part: 'panic', slot: 'panic' } : null
}

function vmalloc(text: string): Seen | null {
  const match =
    /^(vmap) allocation for size \d|^(vmalloc): allocation failure|^(vmalloc_node_range) for size \d+ failed/.exec(text)
  return match ? { part: 'vmalloc', slot: match[1] ?? match[2] ?? match[3]!, cause: 'vmallocFailure' } : null
}

const lost = (text: string): Seen | null => (/^message repeated \d+ times: \[/.test(text) ? { part: 'lost' } : null)

const ordersRest = (text: string): Seen | null =>
  /^(?:\([UMERHCI]+\)|=\s*\d+\s*kB$|\d+\*\d+kB)/.test(text) ? { part: 'ordersRest' } : null

const COUNT =
  /^\d+ (?:(?:total )?pagecache pages|(?:reserved|free|slab) pages|pages (?:in swap cache|swap cached|in pagetable cache|(?:of )?(?:RAM|HIGHMEM|HighMem)|HighMem\/MovableOnly|(?:cma )?reserved|hwpoisoned|shared|non-shared|dirty|writeback|mapped|slab|pagetables))$/

function numbered(text: string): Seen | null {
  if (text.includes(' page')) return COUNT.test(text) ? count(text) : null
  return ordersRest(text)
}

const count = (text: string): Seen => ({ part: 'count', slot: text.replace(/^\d+ /, '') })
