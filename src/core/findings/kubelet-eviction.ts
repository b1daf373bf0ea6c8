import { wordIn } from '../formats/kernel-event/kernel-event.ts'
import type { Moment } from '../snapshot/moment.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import { size } from '../text/number.ts'
import { kB } from './figures.ts'
import { evidence } from './failures.ts'
import { defineRule } from './rule.ts'

/** F75. The kubelet evicted pods for memory. It counts active file cache as used, where the kernel counts it as available. */
export const kubeletEviction = defineRule({
  id: 'kubelet-eviction',
  reference: [
    'kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction',
    'cAdvisor, setMemoryStats (working set)',
  ],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const events = recordsOf(moment, 'kernelEvent').filter(({ data }) => data.event === 'kubelet-eviction')
      const last = events.findLast(({ data }) => QUANTITY.test(data.text.value)) ?? events.at(-1)
      const [, threshold, available] = QUANTITY.exec(last?.data.text.value ?? '') ?? []
      const pod = POD.exec(last?.data.text.value ?? '')?.[1] ?? null
      const kernel = availableBy(moment, 'kernel')
      const kubelet = availableBy(moment, 'kubelet')
      const places = evidence(
        ...events.map(({ data }) => (wordIn(data, 'message') ?? data.text).span),
        ...(kernel?.evidence ?? []),
      )
      if (!last || !places) return []
      return [
        {
          severity: 'warning' as const,
          confidence: 'certain' as const,
          snapshot: moment.index,
          bytes: null,
          params: {
            count: events.length,
            pod,
            threshold: quantity(threshold),
            left: quantity(available),
            kernel: kernel?.bytes ?? null,
            kubelet: kubelet?.bytes ?? null,
          },
          evidence: places,
          arithmetic: [
            last.data.text.value,
            ...(kubelet ? [`kubelet: ${kubelet.formula} = ${kB(kubelet.bytes)}`] : []),
            ...(kernel ? [`kernel: ${kernel.formula} = ${kB(kernel.bytes)}`] : []),
          ],
        },
      ]
    }),
  collect: () => ['/proc/meminfo', '/sys/fs/cgroup/memory.stat', 'kubectl describe node'],
  en: {
    title: ({ pod, threshold, left }, say) =>
      `The kubelet evicted ${pod === null ? 'pods' : `\`${pod}\``} for memory${left === null ? '' : `: ${say.bytes(left)} available${threshold === null ? '' : `, threshold ${say.bytes(threshold)}`}`}`,
    text: ({ count, kernel, kubelet }, say) =>
      `The kubelet reckons \`memory.available\` as capacity − (usage − \`inactive_file\`) of the root cgroup, so active file cache and reclaimable slab count as used${kubelet === null ? '' : `: ${say.bytes(kubelet)} by its formula in this paste`}.${kernel === null ? '' : ` The kernel's \`MemAvailable\` is ${say.bytes(kernel)}${kubelet !== null && kernel > kubelet ? ': the difference is cache that would have been reclaimed' : ''}.`} It is not an OOM kill: the kubelet stops pods by rank, those above their requests first.${count > 1 ? ` ${say.count(count)} such messages.` : ''}`,
    refute: () => 'OOM reports of the kernel for the whole machine at the same time: then memory was really gone.',
    actions: () => [
      { do: 'Compare requests with use: pods without a memory request, or far above it, go first' },
      {
        do: 'Reserve for the system: `--system-reserved`, `--kube-reserved`',
        risk: 'Less is left to schedule pods on.',
      },
      {
        do: 'Adjust `evictionHard` and `evictionSoft`',
        risk: 'Too low, and the kernel kills before the kubelet acts.',
      },
    ],
  },
  zh: {
    title: ({ pod, threshold, left }, say) =>
      `kubelet 因内存驱逐了${pod === null ? ' Pod' : ` \`${pod}\``}${left === null ? '' : `：可用 ${say.bytes(left)}${threshold === null ? '' : `，阈值 ${say.bytes(threshold)}`}`}`,
    text: ({ count, kernel, kubelet }, say) =>
      `kubelet 以容量 −（根 cgroup 用量 − \`inactive_file\`）计算 \`memory.available\`，因此活跃文件缓存与可回收 slab 都算已用${kubelet === null ? '' : `：按其公式，此处为 ${say.bytes(kubelet)}`}。${kernel === null ? '' : `内核的 \`MemAvailable\` 为 ${say.bytes(kernel)}${kubelet !== null && kernel > kubelet ? '：差额是本可回收的缓存' : ''}。`}这不是 OOM 杀进程：kubelet 按次序停止 Pod，用量超过 request 者优先。${count > 1 ? `此类消息共 ${say.count(count)} 条。` : ''}`,
    refute: () => '若同时有针对整机的内核 OOM 报告，则内存确已耗尽。',
    actions: () => [
      { do: '比较 request 与用量：没有内存 request 或远超 request 的 Pod 最先被驱逐' },
      { do: '为系统预留：`--system-reserved`、`--kube-reserved`', risk: '可供调度的内存减少。' },
      { do: '调整 `evictionHard` 与 `evictionSoft`', risk: '过低时，内核会在 kubelet 动作之前杀进程。' },
    ],
  },
})

/** pkg/kubelet/eviction/helpers.go, nodeLowMessageFmt and its like. */
const QUANTITY = /Threshold quantity: ([\d.]+[KMGT]?i?), available: ([\d.]+[KMGT]?i?)/
const POD = /must evict pod\(s\)[^"]*"([^"]+)"|pod "?([\w./-]+)"? (?:is evicted|evicted)/

const quantity = (text: string | undefined): number | null => (text === undefined ? null : size(text))

const availableBy = ({ definitions }: Moment, by: 'kernel' | 'kubelet') =>
  definitions.find(({ tool, quantity: what, subject }) => tool === by && what === 'available' && subject === '')?.amount
