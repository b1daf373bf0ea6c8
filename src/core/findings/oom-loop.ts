import { secondsBetween } from '../formats/kernel-log/clock.ts'
import { sayCgroup } from './cgroup-words.ts'
import { globalKills, memcgKills, victimsOf, type KillAt } from './kills.ts'
import { evidence, tally } from './failures.ts'
import { namesWords } from './kill-words.ts'
import { defineRule, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { count: noted, seconds: apart } = thresholds['oom-loop']

interface Params {
  readonly count: number
  /** From the first to the last; null where the log has no stamps. */
  readonly seconds: number | null
  readonly victims: readonly { readonly name: string; readonly count: number }[]
  /** The control group whose limit is hit again and again. */
  readonly path: string | null
  /** The kernel panicked in place of a kill. */
  readonly panicked: boolean
}

/** F68. The OOM killer runs again and again, or the kernel panicked in its place. */
export const oomLoop = defineRule({
  id: 'oom-loop',
  reference: ['admin-guide/sysctl/vm.rst (panic_on_oom)', 'mm/oom_kill.c, check_panic_on_oom'],
  check: (theCase) => {
    const series = new Map<string, KillAt[]>()
    for (const report of [...globalKills(theCase), ...withoutMembers(memcgKills(theCase))]) {
      const key = JSON.stringify([report.moment.host, limitedBy(report)])
      const reports = series.get(key)
      if (reports) reports.push(report)
      else series.set(key, [report])
    }
    return [...series.values()].flatMap((reports) => loopOf(reports) ?? [])
  },
  en: {
    title: ({ count, seconds, path, panicked }, say) =>
      panicked
        ? 'The kernel panicked in place of an OOM kill'
        : `The OOM killer ran ${say.count(count)} times${seconds === null ? '' : ` within ${say.count(Math.max(1, Math.ceil(seconds)))} s`}${path === null ? '' : ` in ${sayCgroup(path, 'en')}`}`,
    text: ({ count, victims, panicked }, say) =>
      panicked
        ? `\`vm.panic_on_oom\` is set: where others kill a process, this machine stops, and comes back only if \`kernel.panic\` or a watchdog restarts it.${count > 1 ? ` There were ${say.count(count)} reports.` : ''}`
        : `Noted from ${say.count(noted)} within ${say.count(apart)} seconds of each other.${victims.length > 0 ? ` Killed: ${namesWords.en(victims, say)}.` : ''} Either what dies is started again and grows again, or it is not what fills memory; each round stalls the machine for seconds, and innocents die.`,
    refute: ({ panicked }) =>
      panicked
        ? 'A panic of another origin: this one says `panic_on_oom` or that nobody was left to kill.'
        : 'Reports of a test, or of different causes that happen to follow each other.',
    actions: ({ panicked }) =>
      panicked
        ? [
            {
              do: 'Decide whether a stopped machine is better than a killed process: `sysctl vm.panic_on_oom`',
              risk: 'With 0 the machine lives on without the process that was killed.',
            },
            {
              do: 'Keep a crash dump: `kdump` shows all memory at that moment',
              risk: 'Its reserve is taken from RAM.',
            },
          ]
        : [
            { do: 'Stop the service for now, or give it a back-off: `RestartSec=`, `StartLimitBurst=`' },
            { do: 'Remove the cause above; restarting alone brings the next kill' },
          ],
  },
  zh: {
    title: ({ count, seconds, path, panicked }, say) =>
      panicked
        ? '内核没有 OOM 杀进程，而是直接 panic'
        : `${path === null ? '' : `${sayCgroup(path, 'zh')} 中 `}OOM killer ${seconds === null ? '' : `在 ${say.count(Math.max(1, Math.ceil(seconds)))} 秒内`}出动 ${say.count(count)} 次`,
    text: ({ count, victims, panicked }, say) =>
      panicked
        ? `设置了 \`vm.panic_on_oom\`：别的机器会杀一个进程，这台机器则停机，只有 \`kernel.panic\` 或看门狗才会使其重启。${count > 1 ? `报告共 ${say.count(count)} 份。` : ''}`
        : `彼此间隔不超过 ${say.count(apart)} 秒、达 ${say.count(noted)} 次即提示。${victims.length > 0 ? `先后被杀：${namesWords.zh(victims, say)}。` : ''}要么被杀的又被拉起并再次增长，要么占满内存的并不是它；每一轮都会使机器停顿数秒，并有无辜进程被杀。`,
    refute: ({ panicked }) =>
      panicked
        ? '若 panic 另有来源则不成立：此处内核写明了 `panic_on_oom` 或已无进程可杀。'
        : '若只是测试，或恰好相继发生、原因不同的报告，则不成立。',
    actions: ({ panicked }) =>
      panicked
        ? [
            {
              do: '权衡停机与杀进程孰优：`sysctl vm.panic_on_oom`',
              risk: '设为 0 后，机器会在缺少被杀进程的情况下继续运行。',
            },
            { do: '保留崩溃转储：`kdump` 可看到当时的全部内存', risk: '其预留取自内存。' },
          ]
        : [
            { do: '先停掉该服务，或设置退避：`RestartSec=`、`StartLimitBurst=`' },
            { do: '消除上面的原因；只重启会招来下一次' },
          ],
  },
})

const limitedBy = ({ failure, data }: KillAt): string | null =>
  failure.scope === 'memcg' ? (data.cgroup?.limited?.value ?? '') : null

/**
 * Without bare kill lines within a second of another: the members of a group that died together (memory.oom.group), whose
 * first line is lost.
 */
const withoutMembers = (reports: readonly KillAt[]): KillAt[] =>
  reports.filter((report, index) => {
    const before = reports[index - 1]
    const seconds = before && secondsOf(before, report)
    const { gfpMask, tasks, cgroup } = report.data
    const isBare = gfpMask === undefined && tasks === undefined && cgroup === undefined
    return !(isBare && seconds !== undefined && seconds !== null && Math.abs(seconds) < 1)
  })

/** The longest run of reports that follow each other closely; a panic is one by itself. */
function loopOf(reports: readonly KillAt[]): Hit<Params> | null {
  let [best, run]: [KillAt[], KillAt[]] = [[], []]
  for (const report of reports) {
    const gap = run.length === 0 ? 0 : secondsOf(run.at(-1)!, report)
    if (gap === null || Math.abs(gap) <= apart) run.push(report)
    else run = [report]
    if (run.length > best.length) best = run
  }
  const panic = reports.find(({ data }) => data.panic)
  const last = panic ?? best.at(-1)
  const places = evidence(
    panic?.data.panic?.span,
    ...best.map(({ data, failure }) => data.victim?.span ?? failure.request?.evidence[0]),
  )
  if (!last || !places || (!panic && best.length < noted)) return null
  const seconds = secondsOf(best[0]!, best.at(-1)!)
  return {
    severity: 'critical',
    confidence: 'certain',
    snapshot: last.moment.index,
    ...(limitedBy(last) !== null && { subject: limitedBy(last)! }),
    bytes: null,
    params: {
      count: best.length,
      seconds: seconds !== null && Number.isFinite(seconds) ? seconds : null,
      victims: tally(best.flatMap(({ data }) => victimsOf(data))),
      path: limitedBy(last) || null,
      panicked: panic !== undefined,
    },
    evidence: places,
    arithmetic: panic ? [panic.data.panic!.value] : [`${best.length} ≥ ${noted}`],
  }
}

const secondsOf = (from: KillAt, to: KillAt): number | null => secondsBetween(from.record, to.record)
