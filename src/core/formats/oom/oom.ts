import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import { defineLogFormat, type Context, type Parsed } from '../format.ts'
import type { ReportedCgroup } from '../kernel-log/cgroup.ts'
import type { Kill, Victim } from '../kernel-log/kill.ts'
import { CALL_TRACE, MEM_INFO_SECTIONS, missing, unpaired, type Section } from '../kernel-log/missing.ts'
import { readReport, type MemInfo, type Report } from '../kernel-log/report.ts'
import { requesterOf, type Requester } from '../kernel-log/request.ts'
import type { Tasks } from '../kernel-log/tasks.ts'

/** A report of the OOM killer (mm/oom_kill.c), for the whole machine or for a control group, of any era. Sizes in bytes. */
export interface Oom extends Omit<Requester, 'comm' | 'pid' | 'uid'>, MemInfo {
  /** Who asked for the memory; not the one to blame. */
  readonly trigger?: { readonly name?: Quote; readonly pid?: Figure; readonly uid?: Figure }
  readonly oomScoreAdj?: Figure
  readonly oomAdj?: Figure
  /** What oom_adj was called up to 2.6.31. */
  readonly oomKillAdj?: Figure
  /** Absent where the kernel does not say (up to 4.20) and nothing else tells. */
  readonly constraint?: Constraint
  readonly constraintSpan?: Span
  /** The first that was killed; the announced one where the kill is lost. */
  readonly victim?: Victim
  readonly victims?: { readonly count: number; readonly rows?: readonly Victim[] }
  /** Whom an old kernel announced, where it then killed a child. */
  readonly announced?: Victim
  /** The group whose processes all die (memory.oom.group). */
  readonly group?: Quote
  readonly cgroup?: ReportedCgroup
  readonly tasks?: Tasks
  /** Asked for by hand (SysRq-f). */
  readonly manual?: boolean
  readonly panic?: Quote
  /** What the reaper left of the victim. */
  readonly reaped?: Quote
}

export type Constraint = 'none' | 'memcg' | 'cpuset' | 'mempolicy'

const CONSTRAINTS: ReadonlyMap<string, Constraint> = new Map([
  ['CONSTRAINT_NONE', 'none'],
  ['CONSTRAINT_MEMCG', 'memcg'],
  ['CONSTRAINT_CPUSET', 'cpuset'],
  ['CONSTRAINT_MEMORY_POLICY', 'mempolicy'],
])

export const oom = defineLogFormat({
  id: 'oom',
  collect: 'journalctl -k --no-pager | grep -B1 -A500 "invoked oom-killer"',
  role: 'event',
  read(lines: readonly Line[], context: Context): Parsed<Oom> {
    const report = readReport(lines, context.pageSize)
    const { head, cgroup, chosen, tasks, memInfo, parts } = report
    const { comm, pid, uid, ...request } = requesterOf(report)
    const trigger = { ...(comm && { name: comm }), ...(pid && { pid }), ...(uid && { uid }) }
    const constraint = constraintOf(report)
    const group = groupOf(report)
    const sysrq = parts.get('sysrq')?.[0]
    const panic = parts.get('panic')?.[0]
    const reaper = parts.get('reaper')?.[0]
    const data: Oom = {
      ...(Object.keys(trigger).length > 0 && { trigger }),
      ...request,
      ...(chosen?.nodemask && { nodemask: chosen.nodemask }),
      ...(chosen?.cpuset && { cpuset: chosen.cpuset }),
      ...(chosen?.memsAllowed && { memsAllowed: chosen.memsAllowed }),
      ...(head?.oomScoreAdj && { oomScoreAdj: head.oomScoreAdj }),
      ...(head?.oomAdj && { oomAdj: head.oomAdj }),
      ...(head?.oomKillAdj && { oomKillAdj: head.oomKillAdj }),
      ...constraint,
      ...victimsOf(report),
      ...(group && { group }),
      ...((cgroup ?? chosen?.limited ?? chosen?.task) && { cgroup: cgroupOf(report) }),
      ...memInfo,
      ...(tasks && { tasks }),
      ...((sysrq ?? head?.order?.value === -1) && { manual: true }),
      ...(panic && { panic: { value: panic.text, span: spanOf(panic) } }),
      ...(reaper && { reaped: { value: reaper.text, span: spanOf(reaper) } }),
    }
    const memcg = constraint.constraint === 'memcg'
    const problems: Problem[] = [
      ...report.problems,
      ...missing(lines, report, expected(report, memcg)),
      ...unpaired(report),
    ]
    return { data, problems }
  },
})

/** What a whole report has; the first kernels printed no table of processes. */
function expected({ parts, head, runner }: Report, memcg: boolean): Section[] {
  const ancient = runner.kernel?.value.startsWith('2.6.1') || (head !== null && (!head.comm || head.oomKillAdj))
  const body: readonly Section[] = memcg ? [['memory: usage', ['usage']]] : MEM_INFO_SECTIONS
  const table: readonly Section[] = ancient || parts.has('panic') ? [] : [['tasks', ['taskHead']]]
  return [
    ['invoked oom-killer', ['head']],
    ...(ancient ? [] : [CALL_TRACE]),
    ...body,
    ...table,
    ...(parts.has('panic') ? [] : ([['Killed process', ['kill']]] as const)),
  ]
}

function constraintOf({ chosen, kills, parts, runner, stack }: Report): Pick<Oom, 'constraint' | 'constraintSpan'> {
  const told = chosen?.constraint && CONSTRAINTS.get(chosen.constraint.value)
  if (told) return { constraint: told, constraintSpan: chosen.constraint!.span }
  for (const { reason, victim } of kills) {
    const constraint = reasonOf(reason ?? '')
    if (constraint) return { constraint, constraintSpan: victim.span }
  }
  const line = (['limit', 'usage', 'statHead'] as const).map((part) => parts.get(part)?.[0]).find((each) => each)
  if (line) return { constraint: 'memcg', constraintSpan: spanOf(line) }
  return stack.some((name) => name.startsWith('mem_cgroup_out_of_memory')) && runner.kernel
    ? { constraint: 'memcg' }
    : {}
}

/** Up to 4.20 the words of the kill line tell a limit; "Out of memory" may still be a cpuset's. */
function reasonOf(reason: string): Constraint | null {
  if (/^Memory cgroup/i.test(reason)) return 'memcg'
  if (/MPOL_BIND/.test(reason)) return 'mempolicy'
  return /in cpuset/.test(reason) ? 'cpuset' : null
}

function victimsOf({ kills, chosen }: Report): Pick<Oom, 'victim' | 'victims' | 'announced'> {
  const of = (verb: Kill['verb']) => kills.filter((kill) => kill.verb === verb).map((kill) => kill.victim)
  const killed = of('killed')
  const [announced] = of('announced')
  const shared = of('shared')
  const first = killed[0] ?? announced ?? chosenVictim(chosen)
  if (!first) return {}
  const told = chosen && chosen.pid?.value === first.pid?.value ? chosenVictim(chosen) : undefined
  const score = killed.length > 0 && announced?.pid?.value === first.pid?.value ? announced?.score : undefined
  const victim: Victim = { ...told, ...(score && { score }), ...first }
  // A group's first victim is killed once more with its group.
  const rows = [victim, ...distinct([...killed.slice(1), ...shared], first)]
  return {
    victim,
    victims: { count: rows.length, ...(rows.length > 1 && { rows }) },
    ...(announced && killed.length > 0 && announced.pid?.value !== first.pid?.value && { announced }),
  }
}

function distinct(victims: readonly Victim[], first: Victim): Victim[] {
  const seen = new Set([first.pid?.value])
  return victims.filter(({ pid }) => !seen.has(pid?.value) && seen.add(pid?.value))
}

function chosenVictim(chosen: Report['chosen']): Victim | undefined {
  if (!chosen?.pid) return undefined
  const { name, pid, uid, span } = chosen
  return { pid, ...(name && { name }), ...(uid && { uid }), span }
}

function cgroupOf({ cgroup, chosen }: Report): ReportedCgroup {
  return { ...cgroup, ...(chosen?.limited && { limited: chosen.limited }), ...(chosen?.task && { task: chosen.task }) }
}

function groupOf({ parts }: Report): Quote | undefined {
  const line = parts.get('group')?.[0]
  const match = line && /^Tasks in (\S+) /d.exec(line.text)
  const range = match?.indices?.[1]
  return line && range ? { value: match[1]!, span: spanOf(line, ...range) } : undefined
}
