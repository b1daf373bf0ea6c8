import { numberIn } from '../formats/kernel-event/kernel-event.ts'
import type { Amount } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { bytes } from '../units.ts'
import { bootOf } from './boot.ts'
import { booksOf, gravity, kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['balloon-lowered-total']

interface Params {
  readonly balloon: number
  readonly total: number
  /** What the guest was started with. */
  readonly given: number
  readonly share: number
  /** By the driver's own counters; else it follows from what is missing since boot. */
  readonly counted: boolean
}

/** Modules and the kernel's own lines that show that a balloon driver is at work. */
const DRIVERS = /^(?:virtio_balloon|xen_balloon|hv_balloon)$/

function driverAt(moment: Moment): Span | null {
  const modules = recordsOf(moment, 'lsmod').flatMap(({ data }) => data.modules)
  const event = recordsOf(moment, 'kernelEvent').find(({ data }) =>
    /^(?:balloon|hv-balloon|xen-balloon)/.test(data.event),
  )
  return modules.find(({ name }) => DRIVERS.test(name))?.span ?? event?.data.text.span ?? null
}

interface Taken {
  readonly size: number
  readonly formula: string
  readonly certain: boolean
  readonly evidence: readonly Span[]
}

/** By the driver's counters, else by what the kernel had when it booted and has no more. */
function takenAt(theCase: Case, moment: Moment, total: Amount): Taken | null {
  const balloon = moment.ledger?.above.find(({ id }) => id === 'balloon')
  if (balloon) {
    return {
      size: balloon.bytes,
      formula: balloon.formula ?? 'Balloon',
      certain: balloon.basis !== 'estimated',
      evidence: balloon.evidence,
    }
  }
  const driver = driverAt(moment)
  const [boot] = bootOf(theCase, moment.host).memory
  const [physical, reserved] = boot ? [numberIn(boot, 'physical'), numberIn(boot, 'reserved')] : []
  if (!driver || !physical || !reserved) return null
  return {
    size: physical.value - reserved.value - total.bytes,
    formula: `at boot ${kB(physical.value)} − reserved ${kB(reserved.value)} − ${total.formula} ${kB(total.bytes)}`,
    certain: false,
    evidence: [physical.span, reserved.span, driver],
  }
}

/** F36. The balloons of virtio, Xen and newer Hyper-V take pages out of MemTotal. */
export const balloonLoweredTotal = defineRule({
  id: 'balloon-lowered-total',
  reference: ['drivers/virtio/virtio_balloon.c (fill_balloon)', 'drivers/xen/balloon.c', 'drivers/hv/hv_balloon.c'],
  explains: ['memtotal-below-installed', 'memory-exhausted', 'swap-exhausted', 'thrashing'],
  check: (theCase): Hit<Params>[] =>
    theCase.moments.flatMap((moment) => {
      const total = booksOf(moment)[0]?.total
      const taken = total && takenAt(theCase, moment, total)
      if (!taken || taken.size < threshold.floor) return []
      const given = bytes(total.bytes + taken.size)
      const share = taken.size / given
      const severity = gravity(share, threshold)
      const [first, ...rest] = [...taken.evidence, ...total.evidence]
      if (!first || severity === null) return []
      return [
        {
          severity,
          confidence: taken.certain ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: bytes(taken.size),
          params: { balloon: taken.size, total: total.bytes, given, share, counted: taken.certain },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            `${taken.formula} = ${kB(taken.size)}`,
            `${total.formula} ${kB(total.bytes)} + balloon ${kB(taken.size)} = ${kB(given)}`,
          ],
        },
      ]
    }),
  collect: () => ['/proc/vmstat', 'dmesg | grep -iE "balloon|Memory:"'],
  en: {
    title: ({ balloon }, say) => `The host has taken ${say.bytes(balloon)} of this guest through the balloon`,
    text: ({ total, given, share, counted }, say) =>
      `That is **${say.percent(share)}** of the ${say.bytes(given)} it was started with; this driver lowers \`MemTotal\`, which is ${say.bytes(total)} now. ${counted ? '' : 'No counter of the balloon is in the paste: the driver is loaded, and as much is missing since boot. '}Programs that sized themselves by the old figure don’t know of it.`,
    refute: () =>
      'The host’s side says that the balloon is empty (`virsh dommemstat`, actual): then counters since boot mislead.',
    actions: () => [
      {
        do: 'On the host: `virsh dominfo`, `virsh dommemstat`; give it back with `virsh setmem`',
        risk: 'The host must have that memory free.',
      },
      { do: 'In the guest: size heaps and pools by what is there now', risk: 'Programs must be restarted.' },
    ],
  },
  zh: {
    title: ({ balloon }, say) => `宿主机通过气球（balloon）取走了此虚拟机的 ${say.bytes(balloon)}`,
    text: ({ total, given, share, counted }, say) =>
      `相当于启动时 ${say.bytes(given)} 的 **${say.percent(share)}**；此驱动会降低 \`MemTotal\`，现为 ${say.bytes(total)}。${counted ? '' : '粘贴内容中没有气球计数：依据是驱动已加载，且自启动以来缺少了相应大小。'}按原值配置的程序并不知情。`,
    refute: () => '若宿主机一侧显示气球为空（`virsh dommemstat` 的 actual），则是自启动累计的计数造成误导。',
    actions: () => [
      {
        do: '在宿主机上：`virsh dominfo`、`virsh dommemstat`；用 `virsh setmem` 归还',
        risk: '宿主机须有足够的空闲内存。',
      },
      { do: '在虚拟机内：按现有内存重新配置堆和缓冲池', risk: '需要重启程序。' },
    ],
  },
})
