import type { Oom } from '../formats/oom/oom.ts'
import type { Task } from '../formats/kernel-log/tasks.ts'
import type { Amount } from '../ledger/account.ts'
import { releaseNumber, version } from '../snapshot/release.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes } from '../units.ts'

/** A process as the OOM killer weighed it (mm/oom_kill.c, oom_badness). */
export interface Candidate {
  readonly pid: number
  readonly name: string
  /** Pages it counts for, oom_score_adj included; null where it can't be killed. */
  readonly points: number | null
  /** points in thousandths of all pages: what kernels up to 5.0 print as 'score'. */
  readonly score: number | null
  /** Pages without oom_score_adj: resident, swapped out, page tables. */
  readonly size: number
  /** Resident pages; shared ones count in each process. */
  readonly rss: number
  readonly adjust: number | null
  readonly evidence: readonly Span[]
}

/** Who the OOM killer should have chosen, and why it chose as it did. */
export interface Badness {
  /** The memory that the scores are shares of. */
  readonly total: Amount
  /** Highest points first. */
  readonly candidates: readonly Candidate[]
  readonly victim: Candidate | null
  /** Rank of the victim by points and by size, from 1. */
  readonly rank: number | null
  readonly rankBySize: number | null
  /** `largest`: highest points and largest; `adjusted`: oom_score_adj decided; `other`: not the highest points. */
  readonly choice: 'largest' | 'adjusted' | 'other' | null
}

/** How a kernel makes points of a process. */
interface Rule {
  readonly since: number
  /** What CAP_SYS_ADMIN is forgiven: hundredths of its pages, or thousandths of all memory. */
  readonly forgiven: 'percent' | 'thousandths' | null
  readonly least: number | null
}

/** Newest first. Before 2.6.36 the age and the CPU time of a process counted, which no report prints. */
const RULES: readonly Rule[] = [
  { since: version(5, 9), forgiven: null, least: null },
  { since: version(4, 17), forgiven: null, least: 1 },
  { since: version(3, 7), forgiven: 'percent', least: 1 },
  { since: version(2, 6, 36), forgiven: 'thousandths', least: 1 },
]

/** RHEL 6 took the rule of 2.6.36 back to its 2.6.32. */
function ruleOf(release: string | null, tasks: readonly Task[]): Rule | null {
  const at = release === null ? null : releaseNumber(release)
  if (at === null || tasks.every(({ oomScoreAdj }) => oomScoreAdj === undefined)) return at === null ? RULES[1]! : null
  return RULES.find(({ since }) => at >= since) ?? RULES.at(-1)!
}

/** Weighs the processes that a report lists; null where it lists none, or the kernel weighed what no report prints. */
export function badnessOf(data: Oom, release: string | null): Badness | null {
  const tasks = data.tasks?.rows ?? []
  const total = totalOf(data)
  const rule = ruleOf(release, tasks)
  if (tasks.length === 0 || total === null || rule === null) return null
  const page = data.pageSize.bytes
  const pages = Math.floor(total.bytes / page)
  const candidates = tasks.map((task) => weigh(task, rule, page, pages)).sort((a, b) => weightOf(b) - weightOf(a))
  const pid = data.announced?.pid?.value ?? data.victim?.pid?.value
  const index = candidates.findIndex((each) => each.pid === pid)
  const victim = candidates[index] ?? null
  const rank = victim ? 1 + candidates.filter((each) => weightOf(each) > weightOf(victim)).length : null
  const rankBySize = victim ? 1 + candidates.filter((each) => each.size > victim.size).length : null
  return {
    total,
    candidates,
    victim,
    rank,
    rankBySize,
    choice: rank === null ? null : rank > 1 ? 'other' : rankBySize === 1 ? 'largest' : 'adjusted',
  }
}

const weightOf = ({ points }: Candidate): number => points ?? -Infinity

/** Reports list processes by the ten thousand, so each is made in one go. */
function weigh(task: Task, rule: Rule, page: number, total: number): Candidate {
  const size = Math.round((task.rss + (task.swap ?? 0) + (task.pageTables ?? 0)) / page)
  const adjust = task.oomScoreAdj ?? null
  const points =
    adjust === -1000 || task.oomAdj === -17
      ? null
      : Math.max(
          rule.least ?? -Infinity,
          size - forgivenTo(task, rule, size, total) + (adjust ?? 0) * Math.trunc(total / 1000),
        )
  return {
    pid: task.pid,
    name: task.name,
    points,
    score: points === null ? null : Math.trunc((points * 1000) / total),
    size,
    rss: Math.round(task.rss / page),
    adjust,
    evidence: [task.span],
  }
}

/** What root's processes were forgiven; which of them lack CAP_SYS_ADMIN is not printed. */
function forgivenTo({ uid }: Task, { forgiven }: Rule, size: number, total: number): number {
  if (uid !== 0 || forgiven === null) return 0
  return forgiven === 'percent' ? Math.trunc((size * 3) / 100) : Math.trunc((30 * total) / 1000)
}

/** mm/oom_kill.c, constrained_alloc: what the request could have used, and swap. */
function totalOf({ constraint, cgroup, pages, swap, zones, pageSize, nodemask }: Oom): Amount | null {
  const page = pageSize.bytes
  const swapTotal = swap.get('total')
  const sum = (formula: string, figures: readonly Figure[], size: number): Amount => ({
    bytes: bytes(size),
    known: true,
    formula,
    evidence: figures.map(({ span }) => span),
  })
  if (constraint === 'memcg') {
    const limit = cgroup?.limit
    const more = cgroup?.swap?.limit ?? null
    return limit
      ? sum(
          more ? 'memory limit + swap limit' : 'memory limit',
          [limit, ...(more ? [more] : [])],
          limit.value + (more?.value ?? 0),
        )
      : null
  }
  const withSwap = swapTotal ? [swapTotal] : []
  if (constraint === 'cpuset' || constraint === 'mempolicy' || nodemask) {
    const present = zones.flatMap(({ fields }) => fields.get('present') ?? [])
    if (present.length === 0) return null
    const nodes = present.reduce((all, { value }) => all + value, 0)
    return sum('Σ present + Total swap', [...present, ...withSwap], nodes + (swapTotal?.value ?? 0))
  }
  const [ram, reserved] = [pages.get('ram'), pages.get('reserved')]
  if (!ram || !reserved) return null
  const managed = (ram.value - reserved.value) * page
  return sum('pages RAM − pages reserved + Total swap', [ram, reserved, ...withSwap], managed + (swapTotal?.value ?? 0))
}
