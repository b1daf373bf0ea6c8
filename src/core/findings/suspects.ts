import type { Moment } from '../snapshot/moment.ts'
import { wordIn } from '../formats/kernel-event/kernel-event.ts'
import { dataOf, recordsOf } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import type { Language } from '../language/say.ts'
import type { Say } from './rule.ts'

/** Who might hold memory that no line of meminfo counts; `names` are modules or devices of the paste. */
export interface Suspect {
  readonly kind: SuspectKind
  readonly names: readonly string[]
  readonly evidence: readonly Span[]
}

export type SuspectKind = 'vmware' | 'module' | 'swap'

interface Kind {
  /** What would settle it. */
  readonly collect: readonly string[]
  readonly en: (names: string) => string
  readonly zh: (names: string) => string
}

const KINDS: Readonly<Record<SuspectKind, Kind>> = {
  vmware: {
    collect: ['vmware-toolbox-cmd stat balloon'],
    en: () => 'the balloon of VMware, whose figure is not in the paste',
    zh: () => 'VMware 的气球（粘贴内容中没有其数值）',
  },
  module: {
    collect: ['lsmod', '/proc/allocinfo', '/proc/vmallocinfo'],
    en: (names) => `modules from outside the kernel's tree: ${names}`,
    zh: (names) => `内核树之外的模块：${names}`,
  },
  swap: {
    collect: ['sh -c "grep -r . /sys/kernel/debug/zswap"', 'zramctl --bytes'],
    en: () => 'compressed swap (zswap or zram), for swap is in use',
    zh: () => '压缩的 swap（zswap 或 zram），因为 swap 正在使用',
  },
}

/** What the paste shows of the usual suspects, the most telling first. */
export function suspectsOf(moment: Moment): Suspect[] {
  const suspects: Suspect[] = []
  const fields = dataOf(moment, 'meminfo')?.fields
  const { hypervisor } = moment.machine
  if (hypervisor?.value === 'vmware' && !dataOf(moment, 'vmware')?.balloon) {
    suspects.push({ kind: 'vmware', names: [], evidence: hypervisor.evidence })
  }
  const foreign = recordsOf(moment, 'kernelEvent').flatMap(({ data }) => {
    const name = data.event === 'module-taint' ? wordIn(data, 'module') : undefined
    return name ? [name] : []
  })
  if (foreign.length > 0) {
    const names = [...new Set(foreign.map(({ value }) => value))]
    suspects.push({ kind: 'module', names, evidence: foreign.map(({ span }) => span) })
  }
  const [total, free] = [fields?.get('SwapTotal'), fields?.get('SwapFree')]
  if (total && free && free.value < total.value && !fields?.has('Zswap')) {
    suspects.push({ kind: 'swap', names: [], evidence: [total.span, free.span] })
  }
  return suspects
}

/** The suspects in words: ` Suspects: …`, or nothing. */
export const suspected = (suspects: readonly Pick<Suspect, 'kind' | 'names'>[], language: Language, say: Say): string =>
  say.list(suspects.map(({ kind, names }) => KINDS[kind][language](names.map((name) => `\`${name}\``).join(', '))))

export const collectFor = (suspects: readonly Pick<Suspect, 'kind'>[]): string[] =>
  suspects.flatMap(({ kind }) => KINDS[kind].collect)
