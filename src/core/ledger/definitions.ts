import type { Books } from './books.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import type { Amount } from './account.ts'
import { basisOf, recomputeAvailable } from './available.ts'
import type { CgroupBook } from './cgroup.ts'
import { pick, spans, type Fields } from './entries.ts'

export type Tool =
  | 'kernel'
  | 'free (procps ≥ 4.0.1)'
  | 'free (procps 3.3.10 – 4.0.0)'
  | 'free (procps < 3.3.10)'
  | 'htop'
  | 'docker'
  | 'kubelet'
  | 'cAdvisor'

/** What one tool calls used or available, computed from this paste. */
export interface Definition {
  readonly tool: Tool
  readonly quantity: 'used' | 'available'
  /** The host (``), or a control group's path. */
  readonly subject: string
  readonly amount: Amount
}

interface Formula {
  readonly tool: Tool
  readonly quantity: Definition['quantity']
  readonly plus: readonly string[]
  readonly minus: readonly string[]
  /** A tool reads another source than /proc/meminfo, which only comes near it. */
  readonly near?: true
}

/** The tools' formulas over /proc/meminfo. Their sources are named where the formula is not in their manual. */
const FORMULAS: readonly Formula[] = [
  { tool: 'kernel', quantity: 'available', plus: ['MemAvailable'], minus: [] },
  // procps-ng library/meminfo.c
  { tool: 'free (procps ≥ 4.0.1)', quantity: 'used', plus: ['MemTotal'], minus: ['MemAvailable'] },
  {
    tool: 'free (procps 3.3.10 – 4.0.0)',
    quantity: 'used',
    plus: ['MemTotal'],
    minus: ['MemFree', 'Buffers', 'Cached', 'SReclaimable'],
  },
  { tool: 'free (procps < 3.3.10)', quantity: 'used', plus: ['MemTotal'], minus: ['MemFree'] },
  { tool: 'free (procps < 3.3.10)', quantity: 'available', plus: ['MemFree', 'Buffers', 'Cached'], minus: [] },
  // htop linux/LinuxMachine.c: shared memory is no part of the cache, and has a colour of its own.
  { tool: 'htop', quantity: 'used', plus: ['MemTotal'], minus: ['MemFree', 'Buffers', 'Cached', 'SReclaimable'] },
  // kubelet: capacity less the working set of the root group, whose usage is near MemTotal − MemFree.
  { tool: 'kubelet', quantity: 'used', plus: ['MemTotal'], minus: ['MemFree', 'Inactive(file)'], near: true },
  { tool: 'kubelet', quantity: 'available', plus: ['MemFree', 'Inactive(file)'], minus: [], near: true },
]

/** The words 'used' and 'available' by the tools that print them, each with its formula and this paste's numbers. */
export function definitions(books: Pick<Books, 'records' | 'cgroups' | 'machine' | 'zoneStates'>): Definition[] {
  const fields = dataOf(books, 'meminfo')?.fields
  if (!fields) return books.cgroups.flatMap(ofCgroup)
  // Kernels before 3.14 do not print it: then it is worked out.
  const available = fields.has('MemAvailable') ? null : recomputeAvailable(fields, books.zoneStates, basisOf(books))
  return [
    ...(available ? [{ tool: 'kernel', quantity: 'available', subject: '', amount: available } as const] : []),
    ...FORMULAS.flatMap((each) => compute(each, fields)),
    ...books.cgroups.flatMap(ofCgroup),
  ]
}

function compute({ tool, quantity, plus, minus, near }: Formula, fields: Fields): Definition[] {
  const [added, taken] = [pick(fields, plus), pick(fields, minus)]
  if (added.length < plus.length || taken.length < minus.length) return []
  const sum = (list: typeof added) => list.reduce((total, [, { value }]) => total + value, 0)
  return [
    {
      tool,
      quantity,
      subject: '',
      amount: {
        bytes: bytes(sum(added) - sum(taken)),
        known: !near,
        formula: [plus.join(' + '), ...minus].join(' − '),
        evidence: spans([...added, ...taken]),
      },
    },
  ]
}

/** docker stats, kubectl top and cAdvisor show the working set; cAdvisor the usage beside it. */
function ofCgroup({ path, usage, workingSet }: CgroupBook): Definition[] {
  const of = (tool: Tool, amount: Amount): Definition => ({ tool, quantity: 'used', subject: path ?? 'cgroup', amount })
  return [
    of('kernel', usage),
    ...(workingSet ? (['docker', 'kubelet', 'cAdvisor'] as const).map((tool) => of(tool, workingSet)) : []),
  ]
}
