import type { Victim as ReportedVictim } from '../formats/kernel-log/kill.ts'
import type { Oom } from '../formats/oom/oom.ts'
import { once } from '../lookup.ts'
import { bytes } from '../units.ts'
import { failureHits, failuresIn, tally, type FailureAt, type Told } from './failures.ts'
import { outOfReach, type OutOfReach } from './reach.ts'
import { accountOf } from './report-book.ts'
import type { Kill, Victim } from './kill-words.ts'
import type { Case, Hit } from './rule.ts'

/** A report of the OOM killer. */
export interface KillAt extends FailureAt {
  readonly data: Oom
}

/** A state of memory whose head is lost may be a failed request's: something must tell of a kill. */
const isKill = ({ victim, tasks, constraint, panic, gfpMask, order }: Oom): boolean =>
  [victim, tasks, constraint, panic, gfpMask, order].some((part) => part !== undefined)

/** Every rule about kills asks for the same ones. */
const kills = once((theCase: Case): readonly KillAt[] =>
  failuresIn(theCase, 'oom').flatMap((report) =>
    // What somebody asked for with SysRq-f tells of no shortage.
    report.record.kind === 'oom' && !report.record.data.manual && isKill(report.record.data)
      ? [{ ...report, data: report.record.data }]
      : [],
  ),
)

/** Kills for the whole machine, a cpuset or a memory policy. */
export const globalKills = (theCase: Case): KillAt[] =>
  kills(theCase).filter(({ failure }) => failure.scope !== 'memcg')

/** Kills for a control group's limit; without those that name no group where others do. */
export function memcgKills(theCase: Case): KillAt[] {
  const all = kills(theCase).filter(({ failure }) => failure.scope === 'memcg')
  const named = all.filter(({ data }) => data.cgroup?.limited)
  return named.length > 0 ? named : all
}

/** `failureHits` for kills, with who died, who asked and what was left. */
export const killHits = <Params>(
  reports: readonly KillAt[],
  tell: (report: KillAt, story: readonly KillAt[]) => Told<Params> | null,
): Hit<Params & { readonly kill: Kill }>[] =>
  failureHits(reports, (report, story) => {
    const told = tell(report, story)
    const mark = report.data.panic?.span ?? report.data.victim?.span ?? report.failure.request?.evidence[0]
    return told && { ...told, params: { ...told.params, kill: killOf(report, story) }, ...(mark && { mark }) }
  })

/**
 * Free memory that the request could not be served from. Kernels that print zones above the highest one do not say what
 * bound the request (up to 4.20); later ones do.
 */
export const reachOf = ({ data, failure }: KillAt): OutOfReach | null =>
  outOfReach(failure, data.constraint === undefined || failure.scope !== 'global')

/** All that a report says were killed; a group's first victim is printed once more with the others. */
export function victimsIn({ victim, victims, panic }: Oom): readonly ReportedVictim[] {
  const rows = panic ? [] : (victims?.rows ?? (victim ? [victim] : []))
  return rows.filter(
    ({ pid }, index) => pid === undefined || rows.findIndex((row) => row.pid?.value === pid.value) === index,
  )
}

/** Their names, where they are known. */
export const victimsOf = (data: Oom): string[] => victimsIn(data).flatMap(({ name }) => (name ? [name.value] : []))

function killOf(told: KillAt, story: readonly KillAt[]): Kill {
  const { data, failure } = told
  const [total, free] = [data.swap.get('total'), data.swap.get('free')]
  return {
    reports: story.length,
    victims: tally(story.flatMap((each) => victimsOf(each.data))),
    victim: data.panic ? null : victimOf(told),
    bystander: bystanderOf(told),
    swap: total && free ? { total: bytes(total.value), free: bytes(free.value) } : null,
    files: accountOf(failure, 'file-cache')?.bytes ?? null,
    panicked: data.panic !== undefined,
  }
}

/** Who asked, where that is neither the victim nor the largest process, and for no more than a single page. */
function bystanderOf({ data: { trigger, victim }, failure: { badness, request } }: KillAt): string | null {
  const name = trigger?.name?.value
  const largest = badness?.candidates.reduce((a, b) => (b.size > a.size ? b : a))
  const isOne = name !== undefined && name !== victim?.name?.value && name !== largest?.name
  return isOne && request?.order === 0 ? name : null
}

function victimOf({ data: { victim }, failure: { badness } }: KillAt): Victim | null {
  const weighed = badness?.victim ?? null
  const name = victim?.name?.value ?? weighed?.name
  if (name === undefined) return null
  const parts = [victim?.anonRss, victim?.fileRss, victim?.shmemRss].filter((part) => part !== undefined)
  return {
    name,
    pid: victim?.pid?.value ?? weighed?.pid ?? null,
    size: parts.length > 0 ? bytes(parts.reduce((sum, part) => sum + part.value, 0)) : null,
    shared: victim?.shmemRss?.value ?? 0,
    weighed: weighed && {
      pages: weighed.size,
      adjust: weighed.adjust ?? victim?.oomScoreAdj?.value ?? null,
      isFirst: badness?.rank === 1,
    },
  }
}
