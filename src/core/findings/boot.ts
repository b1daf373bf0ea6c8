import { wordIn, type KernelEvent } from '../formats/kernel-event/kernel-event.ts'
import { grouped, once } from '../lookup.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Quote } from '../text/source.ts'
import type { Case } from './rule.ts'

/** What the log of a host, or its /proc/cmdline, tells of its boot. */
export interface Boot {
  /** Every `Memory: …k/…k available`, in the order of the paste. */
  readonly memory: readonly KernelEvent[]
  readonly commandLines: readonly Quote[]
  /** Options of the command line that keep memory from the kernel, each once: `mem=900M`, `crashkernel=512M`. */
  readonly options: readonly string[]
}

/** The boot of a host, from whatever moments tell of it. */
export const bootOf = ({ moments }: Case, host: string | null): Boot => bootsIn(moments).get(host) ?? UNKNOWN

const UNKNOWN: Boot = { memory: [], commandLines: [], options: [] }
const TAKES = /(?:^|\s)((?:mem|memmap|crashkernel|cma|hugepages|movablecore|kernelcore)=\S+)/g

const bootsIn = once((moments: Case['moments']) => {
  const boots = new Map<string | null, Boot>()
  for (const [host, list] of grouped(moments, (moment) => moment.host)) {
    const events = list.flatMap((moment) => recordsOf(moment, 'kernelEvent').map(({ data }) => data))
    const commandLines = [
      ...events.flatMap((event) => (event.event === 'command-line' ? (wordIn(event, 'parameters') ?? []) : [])),
      ...list.flatMap((moment) => recordsOf(moment, 'cmdline').map(({ data }) => data.parameters)),
    ]
    const options = commandLines.flatMap(({ value }) => [...value.matchAll(TAKES)].map(([, option]) => option!))
    const memory = events.filter(({ event }) => event === 'boot-memory')
    boots.set(host, { memory, commandLines, options: [...new Set(options)] })
  }
  return boots
})
