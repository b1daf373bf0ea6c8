import { grouped, nearest, once } from '../lookup.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Span } from '../text/source.ts'
import { bytes, sum, type Bytes } from '../units.ts'
import { booksOf, gravity, kB, notedFrom } from './figures.ts'
import { hasRole, nameOf } from './programs.ts'
import { defineRule, type Case, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['guest-overcommit']

interface Guest {
  readonly name: string
  readonly size: Bytes
  readonly span: Span
}

interface Params {
  readonly guests: number
  readonly sum: number
  /** The largest, and the smallest. */
  readonly most: number
  readonly least: number
  readonly ram: number
  readonly share: number
  /** What libvirt defines for a guest; null where the paste does not hold it. */
  readonly defined: number | null
}

/** The guests of a moment by their resident size: of a process list, else of an OOM report's table. */
function guestsOf(moment: Moment): Guest[] {
  const lists = [
    ...recordsOf(moment, 'ps').map(({ data }) =>
      data.processes.flatMap(({ command, rss, span }): Guest[] =>
        command !== undefined && rss !== undefined ? [{ name: nameOf(command), size: rss, span }] : [],
      ),
    ),
    ...recordsOf(moment, 'oom').map(({ data }) =>
      (data.tasks?.rows ?? []).map(({ name, rss, span }): Guest => ({ name, size: bytes(rss), span })),
    ),
  ]
  const [most = []] = lists
    .map((list) => list.filter(({ name }) => hasRole(name, 'guest')))
    .sort((a, b) => sum(b.map(({ size }) => size)) - sum(a.map(({ size }) => size)))
  return most.sort((a, b) => b.size - a.size)
}

/** Moments of each host that have a book of the whole machine. */
const bookedIn = once((moments: Case['moments']) =>
  grouped(
    moments.filter((moment) => booksOf(moment).length > 0),
    ({ host }) => host,
  ),
)

/** RAM of the host, from the book nearest to the moment. */
function ramOf({ moments }: Case, at: Moment): { readonly bytes: Bytes; readonly evidence: readonly Span[] } | null {
  const moment = nearest(bookedIn(moments).get(at.host) ?? [], at.index, ({ index }) => index)
  return moment ? booksOf(moment)[0]!.total : null
}

/** F83. The guests of a host are given nearly all of its RAM, and the host needs some for itself. */
export const guestOvercommit = defineRule({
  id: 'guest-overcommit',
  reference: ['virt/kvm/', 'libvirt: formatdomain.html#memory-allocation'],
  explains: ['memory-exhausted', 'swap-exhausted', 'thrashing', 'oom-anon', 'oom-exhaustion', 'oom-loop', 'anon-hog'],
  check: (theCase): Hit<Params>[] =>
    theCase.moments.flatMap((moment) => {
      const guests = guestsOf(moment)
      const [largest] = guests
      const ram = largest ? ramOf(theCase, moment) : null
      if (!largest || !ram) return []
      const defined = moment.records.flatMap((each) => (each.kind === 'domainXml' ? (each.data.memory ?? []) : []))
      const [definition] = defined
      const held = sum(guests.map(({ size }) => size))
      const share = held / ram.bytes
      const severity = gravity(share, threshold)
      if (severity === null) return []
      return [
        {
          severity,
          confidence: 'certain',
          snapshot: moment.index,
          bytes: held,
          params: {
            guests: guests.length,
            sum: held,
            most: largest.size,
            least: guests.at(-1)!.size,
            ram: ram.bytes,
            share,
            defined: definition?.value ?? null,
          },
          evidence: [
            largest.span,
            ...guests.slice(1, 20).map(({ span }) => span),
            ...ram.evidence,
            ...defined.map(({ span }) => span),
          ] satisfies Evidence,
          arithmetic: [
            `${guests
              .slice(0, 8)
              .map(({ name, size }) => `${name} ${kB(size)}`)
              .join(' + ')}${guests.length > 8 ? ' + …' : ''} = ${kB(held)}`,
            `/ RAM ${kB(ram.bytes)}`,
          ],
        },
      ]
    }),
  collect: () => ['virsh list --all', 'sh -c "virsh list --name | xargs -n1 virsh dominfo"'],
  en: {
    title: ({ guests, sum: held, ram }, say) =>
      `${guests === 1 ? 'One guest holds' : `${guests} guests hold`} ${say.bytes(held)} of the host’s ${say.bytes(ram)}`,
    text: ({ most, least, share, ram, sum: held, defined }, say) =>
      `Each has between ${say.bytes(least)} and ${say.bytes(most)}${defined === null ? '' : ` (libvirt defines ${say.bytes(defined)})`}, together **${say.percent(share)}** of RAM (noted from ${say.percent(notedFrom(threshold))}). The ${say.bytes(ram - held)} that remain must do for the host itself: qemu’s own memory, page tables, slab, the cache of block devices, and free blocks for the network. A guest that is given more than its share takes it from these first.`,
    refute: () =>
      'Guests that share pages (KSM) or are backed by the same file: their resident sizes then count pages twice.',
    actions: () => [
      {
        do: 'Leave the host 10 to 15 %: give the guests less memory',
        risk: 'Guests must be restarted, or shrunk through their balloon.',
      },
      { do: 'Move a guest to another host', risk: 'Migration loads the network and slows the guest for a while.' },
      {
        do: 'Open guest disks with `cache=none`, so that the host does not cache what guests cache',
        risk: 'The guest must be restarted.',
      },
    ],
  },
  zh: {
    title: ({ guests, sum: held, ram }, say) =>
      `${guests} 个虚拟机占用了宿主机 ${say.bytes(ram)} 中的 ${say.bytes(held)}`,
    text: ({ most, least, share, ram, sum: held, defined }, say) =>
      `每个在 ${say.bytes(least)} 到 ${say.bytes(most)} 之间${defined === null ? '' : `（libvirt 定义为 ${say.bytes(defined)}）`}，合计占内存的 **${say.percent(share)}**（${say.percent(notedFrom(threshold))} 起提示）。剩下的 ${say.bytes(ram - held)} 要供宿主机自身使用：qemu 自身、页表、slab、块设备缓存，以及网络所需的空闲块。虚拟机超出份额时，首先挤占的就是这些。`,
    refute: () => '若虚拟机之间共享页（KSM）或以同一文件为后端，则常驻大小会重复计数。',
    actions: () => [
      { do: '给宿主机留出 10 % 到 15 %：减少虚拟机内存', risk: '需要重启虚拟机，或通过气球收缩。' },
      { do: '把一个虚拟机迁到其他宿主机', risk: '迁移会占用网络，并使虚拟机暂时变慢。' },
      { do: '虚拟机磁盘使用 `cache=none`，避免宿主机重复缓存', risk: '需要重启虚拟机。' },
    ],
  },
})
