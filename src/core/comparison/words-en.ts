import { kindEn } from '../language/kinds.ts'
import { sayBytes, sayIn, sayPercent } from '../language/say.ts'
import type { AccountId } from '../ledger/account.ts'
import type { BridgeStep } from './bridge.ts'
import { about, code, isAll, isOfGroup, MOST, pathOf, sayDuration, size, type ComparisonWords } from './phrases.ts'
import type { RowsOf } from './rows.ts'
import type { BookSummary, Summary, ZoneSummary } from './summary.ts'

const say = sayIn('en')

/** Accounts as they stand in a sentence. */
const NOUNS: Readonly<Record<AccountId | 'unaccounted', string>> = {
  free: 'free memory',
  'per-cpu-free': 'free memory on per-CPU lists',
  anon: 'anonymous memory',
  'anon-huge': 'transparent huge pages',
  shmem: 'shared memory',
  'file-cache': 'file cache',
  buffers: 'buffers',
  'swap-cache': 'swap cache',
  'slab-reclaimable': 'reclaimable slab',
  'slab-unreclaimable': 'unreclaimable slab',
  'kernel-misc-reclaimable': 'other reclaimable kernel memory',
  'page-tables': 'page tables',
  'secondary-page-tables': 'secondary page tables',
  'kernel-stacks': 'kernel stacks',
  vmalloc: 'vmalloc',
  percpu: 'per-CPU data',
  bounce: 'bounce buffers',
  zswap: 'zswap pool',
  zram: 'zram',
  hugetlb: 'reserved huge pages',
  gpu: 'GPU memory',
  balloon: 'balloon',
  'network-buffers': 'network buffers',
  'zfs-arc': 'ZFS ARC',
  'other-known': 'other memory that the paste names',
  sock: 'socket buffers',
  'kernel-other': 'other kernel memory',
  unaccounted: 'unaccounted memory',
}

const noun = ({ id, name }: BridgeStep) => (id === 'other-known' && name !== null ? code(name) : `**${NOUNS[id]}**`)

const ROW: Readonly<Record<RowsOf, string>> = {
  'slab-caches': 'Slab cache',
  processes: 'Process',
  'vmalloc-callers': 'vmalloc caller',
  'call-sites': 'Call site',
  containers: 'Container',
}

export const en: ComparisonWords = {
  caution(caution) {
    switch (caution.code) {
      case 'hosts':
        return `**Two different hosts**, ${code(caution.before)} and ${code(caution.after)}: these are differences between machines, not changes over time.`
      case 'kernels':
        return `**Another kernel**, first ${code(caution.before)}, then ${code(caution.after)}: booted in between, and fields may count something else.`
      case 'restarted':
        return `**Counters of ${about(caution, kindEn)} went backward**: ${
          caution.subject === 'cgroup'
            ? 'the control group was made anew, or these are two groups (the paste names neither)'
            : isOfGroup(caution)
              ? 'the control group was made anew'
              : 'the machine was booted in between'
        }. Their differences say nothing and are left out.`
      case 'groups':
        return `**Two control groups**, ${code(pathOf(caution.before))} and ${code(pathOf(caution.after))}: compared because each side has only one.`
      case 'unnamed':
        return '**Maybe two control groups**: the paste names neither, and their limits differ.'
    }
  },
  sentence({ seconds, apart, book, zone, row, keys }) {
    if (apart) return separate(apart)
    const lead =
      seconds === null
        ? ''
        : seconds < 0
          ? `going back ${sayDuration(seconds, 'en')}, `
          : `in ${sayDuration(seconds, 'en')} `
    const parts = [
      ...(book ? [lead + ofBook(book)] : []),
      ...(zone ? [(book ? '' : lead) + ofZone(zone)] : []),
      ...(row ? [ofRow(row)] : []),
      ...(keys ? [ofKeys(keys)] : []),
    ]
    return parts.length === 0 ? 'Nothing changed in what the two have in common.' : parts.map(upper).join(' ')
  },
}

const upper = (text: string) =>
  text.startsWith('vmalloc')
    ? text
    : text.replace(/^(\**)(\p{Ll})/u, (_, marks: string, first: string) => marks + first.toUpperCase())

const kinds = (list: readonly string[]) => (list.length === 0 ? 'nothing that changes' : say.list(list.map(kindEn)))

const separate = ({ before, after, collect }: NonNullable<Summary['apart']>) =>
  [
    `The two have nothing in common: the one holds ${kinds(before)}, the other ${kinds(after)}.`,
    ...(collect.length > 0
      ? [`To compare, collect the same again: ${collect.slice(0, MOST).map(code).join(', ')}.`]
      : []),
  ].join(' ')

function ofBook({ bridge, rose, fell, share, free, largest, totalMoved, still }: BookSummary): string {
  const { before, after, scope, noise } = bridge
  if (still) {
    return largest
      ? `nothing material changed: what moved most is ${noun(largest)}, by ${size(largest.change)}, and movements up to ${sayBytes(noise)} are taken as noise.`
      : 'nothing changed: every account is the same.'
  }
  const moves = (steps: readonly BridgeStep[], verb: string) =>
    say.list(
      steps.slice(0, MOST).map((step, index) => `${noun(step)}${index === 0 ? verb : ''} by **${size(step.change)}**`),
    )
  const [first, ...others] = rose
  const total = scope.kind === 'cgroup' ? 'usage' : scope.kind === 'report' ? 'the total itself' : '`MemTotal` itself'
  return `${[
    ...(first
      ? [
          [
            `${noun(first)} grew by **${size(first.change)}**, ${isAll(share) ? 'all' : sayPercent(share)} of the growth`,
            ...(others.length > 0 ? [moves(others, '')] : []),
          ].join(', '),
        ]
      : []),
    ...(fell.length > 0 ? [moves(fell, ' shrank')] : []),
    ...(free ? [`${noun(free)} ${way(free.change)} by ${size(free.change)} to ${sayBytes(free.after)}`] : []),
    ...(totalMoved
      ? [
          `${total} ${way(after.bytes - before.bytes)} by ${size(after.bytes - before.bytes)} to ${sayBytes(after.bytes)}`,
        ]
      : []),
  ].join('; ')}.`
}

const way = (change: number) => (change < 0 ? 'fell' : 'rose')

const ofZone = ({ change: { node, zone, before: was, after: is, freeBytes }, order, before, after }: ZoneSummary) =>
  `node ${node} ${code(zone)} has ${sayBytes(is.freeBytes)} free, ${size(freeBytes)} ${freeBytes < 0 ? 'less' : 'more'} than before (${sayBytes(was.freeBytes)}); in blocks of order ${order} and more it went from ${sayBytes(before)} to **${sayBytes(after)}**.`

function ofRow({ of, name, state, change, counts }: NonNullable<Summary['row']>): string {
  const many = of === 'processes' && Math.max(...counts) > 1
  const row = `${many ? 'Processes' : ROW[of]} ${code(name)}`
  if (state === 'gone')
    return `${row} ${many ? 'are' : 'is'} gone, and with ${many ? 'them' : 'it'} **${size(change)}**.`
  if (state === 'new') return `${row} ${many ? 'are' : 'is'} new, with **${size(change)}**.`
  return `${row} ${change > 0 ? 'grew' : 'shrank'} by **${size(change)}**.`
}

const ofKeys = (keys: NonNullable<Summary['keys']>) =>
  keys.changed === 0
    ? `no key of ${about(keys, kindEn)} changed.`
    : `${keys.changed} of ${keys.all} keys of ${about(keys, kindEn)} changed.`
