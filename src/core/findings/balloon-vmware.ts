import { dataOf } from '../snapshot/snapshot.ts'
import { MIB, sum } from '../units.ts'
import { evidenceOf, gravity, hostAt, kB } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['balloon-vmware']

interface Params {
  readonly balloon: number
  /** The most that the host gives this guest; null where it sets none or the paste does not tell. */
  readonly limit: number | null
  readonly total: number | null
  readonly unaccounted: number | null
  /** The residual agrees with the balloon. */
  readonly explains: boolean
  /** What processes map: AnonPages + Mapped. */
  readonly processes: number | null
}

/** As vmware-toolbox-cmd prints it. */
const megabytes = (size: number) => `${Math.round(size / MIB)} MB`

/** F35. The VMware balloon takes pages from the guest without lowering MemTotal. */
export const balloonVmware = defineRule({
  id: 'balloon-vmware',
  reference: ['drivers/misc/vmw_balloon.c', 'open-vm-tools: vmware-toolbox-cmd stat'],
  check: (theCase): Hit<Params>[] =>
    theCase.moments.flatMap((moment) => {
      const { balloon, memlimit, swap } = dataOf(moment, 'vmware') ?? {}
      if (!balloon || balloon.value < threshold.floor) return []
      const host = hostAt(moment)
      const residual = moment.ledger?.residual
      const explains =
        residual !== undefined &&
        Math.abs(residual.bytes - balloon.value) <= Math.max(residual.tolerance, threshold.explains * balloon.value)
      const severity = gravity(host ? balloon.value / host.total.value : 1, threshold)
      if (severity === null) return []
      const processes = [host?.get('AnonPages'), host?.get('Mapped')].filter((each) => each !== undefined)
      return [
        {
          severity,
          confidence: explains || !host ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: balloon.value,
          params: {
            balloon: balloon.value,
            limit: memlimit?.value ?? null,
            total: host?.total.value ?? null,
            unaccounted: residual?.bytes ?? null,
            explains,
            processes: processes.length === 2 ? sum(processes.map(({ value }) => value)) : null,
          },
          evidence: [...evidenceOf(balloon, memlimit, swap, host?.total, ...processes)] as unknown as Evidence,
          arithmetic: [
            ...(residual
              ? [
                  `unaccounted ${kB(residual.bytes)}`,
                  `balloon ${megabytes(balloon.value)} = ${kB(balloon.value)} = ${((100 * balloon.value) / residual.bytes).toFixed(1)} % of it`,
                ]
              : [`balloon ${megabytes(balloon.value)}`]),
            ...(host && memlimit
              ? [
                  `MemTotal ${kB(host.total.value)} − balloon ${kB(balloon.value)} = ${megabytes(host.total.value - balloon.value)}; memlimit ${megabytes(memlimit.value)}`,
                ]
              : []),
          ],
          explains: [
            'memory-exhausted',
            'swap-exhausted',
            'processes-do-not-explain',
            'thrashing',
            ...(explains ? (['unaccounted-memory', 'rss-sum-exceeds-ram', 'driver-pages'] as const) : []),
          ],
        },
      ]
    }),
  collect: ({ limit }) =>
    limit === null ? ['vmware-toolbox-cmd stat memlimit', 'vmware-toolbox-cmd stat memres'] : [],
  en: {
    title: ({ balloon }, say) =>
      `The VMware host has taken ${say.bytes(balloon)} (${megabytes(balloon)}) back through the balloon`,
    text: ({ balloon, limit, total, unaccounted, explains, processes }, say) =>
      [
        `The balloon driver holds these pages for the host; \`MemTotal\` stays as it is, and no line of meminfo shows them.`,
        explains && unaccounted !== null
          ? `Of the ${say.bytes(unaccounted)} in no account it explains **${say.percent(balloon / unaccounted)}**.`
          : unaccounted !== null
            ? `The books leave ${say.bytes(unaccounted)} in no account, which does not agree with it: the figures are of different moments, or the kernel counts balloon pages elsewhere.`
            : '',
        limit !== null && total !== null
          ? `The host gives this guest at most ${megabytes(limit)} (\`memlimit\`), and MemTotal less the balloon is ${megabytes(total - balloon)}: the limit is what inflates it.`
          : limit !== null
            ? `The host gives this guest at most ${megabytes(limit)} (\`memlimit\`).`
            : '',
        processes === null ? '' : `The processes, with ${say.bytes(processes)} mapped, are not the cause.`,
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
    refute: () => 'A balloon of 0 at another moment, while as much is missing: then something else holds it.',
    actions: () => [
      { do: 'On the host: remove the VM’s memory limit, or raise it to its configured size' },
      {
        do: 'Reserve the memory for this VM, or move VMs off a host that is short',
        risk: 'What is reserved is not there for other VMs.',
      },
      {
        do: 'Don’t stop the balloon driver',
        risk: 'The host then swaps the guest out without its knowledge, which is far slower.',
      },
    ],
  },
  zh: {
    title: ({ balloon }, say) =>
      `VMware 宿主机通过气球（balloon）收回了 ${say.bytes(balloon)}（${megabytes(balloon)}）`,
    text: ({ balloon, limit, total, unaccounted, explains, processes }, say) =>
      [
        `气球驱动替宿主机占住这些页；\`MemTotal\` 不变，meminfo 的任何一行都不显示它们。`,
        explains && unaccounted !== null
          ? `未入账的 ${say.bytes(unaccounted)} 中，它解释了 **${say.percent(balloon / unaccounted)}**。`
          : unaccounted !== null
            ? `账目中未入账的为 ${say.bytes(unaccounted)}，与之不符：可能采集时刻不同，或内核把气球页计在别处。`
            : '',
        limit !== null && total !== null
          ? `宿主机最多给此虚拟机 ${megabytes(limit)}（\`memlimit\`），而 MemTotal 减去气球为 ${megabytes(total - balloon)}：正是该限制使气球膨胀。`
          : limit !== null
            ? `宿主机最多给此虚拟机 ${megabytes(limit)}（\`memlimit\`）。`
            : '',
        processes === null ? '' : `进程共映射 ${say.bytes(processes)}，不是原因。`,
      ].join(''),
    refute: () => '若另一时刻气球为 0 而缺失的内存依旧，则另有占用者。',
    actions: () => [
      { do: '在宿主机上：取消该虚拟机的内存限制（limit），或提高到其配置大小' },
      {
        do: '为该虚拟机设置内存预留（reservation），或从内存紧张的宿主机迁走虚拟机',
        risk: '预留的内存其他虚拟机无法使用。',
      },
      { do: '不要停用气球驱动', risk: '宿主机会在虚拟机不知情时将其换出，慢得多。' },
    ],
  },
})
