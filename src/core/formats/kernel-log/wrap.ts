import type { Part } from './part.ts'

/**
 * What a narrow page had eaten where it broke a line of `part` before `next`: a blank, nothing (the break is inside a
 * word), or null where `next` is no continuation of it.
 */
export function gapBefore(part: Part, text: string, next: string): '' | ' ' | null {
  switch (part) {
    case 'zone':
    case 'node':
    case 'usage':
      return counterGap(text, next)
    case 'statHead':
      return /:\S+:\d/.test(text) || / [a-z_]+:\d+KB/.test(text) ? counterGap(text, next) : pathGap(text, next)
    case 'limit':
      return pathGap(text, next)
    case 'hugepages':
      return /hugepages_\w+=\d+$/.test(text) && /^hugepages_(?:free|surp|size)=\d+/.test(next) ? ' ' : null
    case 'orders':
      return ordersGap(text, next)
    case 'totals':
      return /[a-z_:]$/.test(text) && /^[a-z_]*:?\d+(?: |$)/.test(next) ? '' : null
    case 'count':
      return text.startsWith('Swap cache') &&
        !/find \d+\/\d+/.test(text) &&
        /^(?:stats:|add|delete|find|\d+[,/])/.test(next)
        ? ' '
        : null
    case 'reserve':
      return /^\d+(?: +\d+)*$/.test(next) && /\d$/.test(text) ? ' ' : null
    case 'head':
      return headGap(text, next)
    case 'slub':
      return !text.includes('gfp') && /gfp=|^(?:on|node|-?\d+)\b/.test(next) ? ' ' : null
    case 'slubDetail':
      return /order: \d+$|free: \d+$/.test(text)
        ? null
        : /^(?:object|buffer|default|min|order|size|slabs|objs|free|\d+)[:, ]|^\d+$/.test(next)
          ? ' '
          : null
    case 'profile':
      return !text.includes(' func:') && /^(?:\[\w+\] )?func:\S+$/.test(next) ? ' ' : null
    case 'panic':
      return /^(?:panic_on_oom|is (?:enabled|selected)|(?:no )?killable|enabled)/.test(next) ? ' ' : null
    case 'reaper':
      return /^(?:now |(?:anon|file|shmem)-rss:)/.test(next) ? ' ' : null
    case 'cpuset':
      return /cpuset=\S*$/.test(text) && next.startsWith('mems_allowed=') ? ' ' : null
    case 'cpu':
      // Ends with the release and the build's number: `3.10.0-957.el7.x86_64 #1`.
      return /#\d/.test(text) || !/#\d|ainted/.test(next) ? null : ' '
    case 'hardware':
      return !/ BIOS .*\d\d\/\d\d\/\d{4}$/.test(text) &&
        /^(?:BIOS|[\w.() -]{1,24} \d\d\/\d\d\/\d{4}$|\d\d\/\d\d\/\d{4}$|.{1,60}, BIOS )/.test(next)
        ? ' '
        : null
    case 'chosen':
      return /,\s*uid=\d+$/.test(text) || !/=/.test(text) ? null : chosenGap(text, next)
    case 'kill':
      return killGap(text, next)
    case 'taskHead':
      return !text.endsWith(' name') && COLUMNS.test(next) ? ' ' : null
    case 'task':
      return /^[-\d ]*\S+(?: \S+){0,3}$/.test(next) && /^\[\s*\d+\](?:\s+-?\d+){2,11}$/.test(text) ? ' ' : null
    default:
      return null
  }
}

const COLUMNS =
  /^(?:(?:uid|tgid|total_vm|rss(?:_\w+)?|cpu|oom_\w+|nr_\w+|pgtables_bytes|swapents)(?: +|$)){0,12}(?:name)?$/

const COUNTER = /\d[kK]B\b|pages_scanned:|unreclaimable\?|failcnt \d/

/** `key:12kB key:34kB`: a line may break anywhere. */
function counterGap(text: string, next: string): '' | ' ' | null {
  if (text.endsWith(',') && /^(?:limit|failcnt)(?: \d|$)/.test(next)) return ' '
  if (/(?:usage|limit|failcnt)$/.test(text)) return /^\d+(?:kB|$)/.test(next) ? ' ' : null
  if (text.endsWith('unreclaimable?')) return /^(?:yes|no)\b/.test(next) ? ' ' : null
  if (/(?:\d[kK]B|,|\? ?(?:yes|no)|\d)$/.test(text)) {
    if (/\d$/.test(text) && /^[kK]?B(?: |$)/.test(next)) return ''
    if (/\d$/.test(text) && /:\d+$/.test(text) && /^\d*[kK]B(?: |$)/.test(next)) return ''
    return /^[a-z_]+(?:\([a-z]*\))?(?:[:?] ?|$)/i.test(next) && COUNTER.test(next) ? ' ' : null
  }
  // Inside a key, between it and its value, or inside the unit.
  if (/[\d:][kK]$/.test(text)) return /^B(?: |$)/.test(next) ? '' : null
  return /[a-z_(:]$/i.test(text) && /^[\w()]*(?:[:?] ?(?:\d|yes|no)|\d*[kK]B)/.test(next) ? '' : null
}

function pathGap(text: string, next: string): '' | ' ' | null {
  if (text.endsWith(' killed')) return next.startsWith('as a result of') ? ' ' : null
  if (/(?:killed as a result of|result of limit of|of limit|stats for|Task in \S+)$/.test(text)) return ' '
  return text.length >= 60 && /^[\w./:\\@-]+:?(?: killed as a result| [a-z_]+:\d|$)/.test(next) && !next.includes('=')
    ? ''
    : null
}

function ordersGap(text: string, next: string): '' | ' ' | null {
  if (/=\s*\d+kB$/.test(text)) return null
  if (/(?:\dkB|\))$/.test(text)) return /^(?:\d+\*|\([UMERHCI]+\)|=)/.test(next) ? ' ' : null
  if (text.endsWith('=')) return /^\d+\s*kB/.test(next) ? ' ' : null
  return /[\d*k(A-Z]$/.test(text) && /^(?:[\d*]*k?B?(?: |$)|[\d*]+kB|[UMERHCI]*\))/.test(next) ? '' : null
}

function headGap(text: string, next: string): '' | ' ' | null {
  // `vmalloc error: size 1052672, vm_struct allocation failed, mode:…`
  if (text.includes('vmalloc error') && !text.includes('mode:')) return next.includes('mode:') ? ' ' : null
  if (/(?:invoked oom-killer:|,)$/.test(text)) {
    return /^(?:gfp_mask|order|mode|nodemask|oom_score_adj|oom_adj|oomkilladj|cpuset|mems_allowed)\s*[=:]/.test(next)
      ? ' '
      : null
  }
  return /[|(]$/.test(text) && /^_{0,2}GFP_/.test(next) ? '' : null
}

/** Paths have no blanks, so that a break stands inside a word; only the name of the process may have one. */
const chosenGap = (text: string, next: string): '' | ' ' | null =>
  text.endsWith(',') && /^[a-z_]+=/.test(next)
    ? ' '
    : /^[\w./:@=,()\\+-]+$/.test(next) || /^\S*,task=[^=]*,pid=\d/.test(next)
      ? ''
      : null

function killGap(text: string, next: string): '' | ' ' | null {
  if (/\([^)]{1,15}$/.test(text)) return /^[^()]{0,15}\)/.test(next) ? ' ' : null
  if (text.endsWith(',')) return /^[a-z]+-[a-z]+:|^UID[: ]|^\(/.test(next) ? ' ' : null
  if (/\b(?:UID:?|score)$/.test(text)) return /^\d+\b/.test(next) ? ' ' : null
  if (/\d$/.test(text) && /process \d+$/.test(text)) return next.startsWith('(') ? ' ' : null
  if (/(?:total-vm|vsz|anon-rss|file-rss|shmem-rss|pgtables):\d*k?$/.test(text)) return /^\d*k?B/.test(next) ? '' : null
  if (/\)$|kB$|UID:\d+$/.test(text))
    return /^(?:total-vm:|vsz:|pgtables:|oom_score_adj:|score \d|or (?:sacrifice |a )?child)/.test(next) ? ' ' : null
  return /score \d+(?: or| or sacrifice)?$/.test(text) && /^(?:or |sacrifice )?(?:sacrifice |child|a child)/.test(next)
    ? ' '
    : null
}
