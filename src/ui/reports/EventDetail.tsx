import type { Failure } from '../../core/allocation/failure.ts'
import type { Figure, Quote } from '../../core/text/source.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import type { ReportMessages } from '../../i18n/report-en.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { usePointing } from '../kit/pointing.ts'
import type { LogEvent } from '../../core/figures/events.ts'
import { orderOf, requesterOf } from './events.ts'
import { rssOf } from './EventList.tsx'
import { Tasks } from './Tasks.tsx'
import { ZoneTable } from './ZoneTable.tsx'
import styles from './Reports.module.css'

/** One report: what happened in words, who asked, who died, the zones against their watermarks, the processes. */
export function EventDetail({ event }: { readonly event: LogEvent }) {
  const t = useMessages()
  const { record, failure, moment } = event
  const choose = useSession((session) => session.choose)
  const openScope = useSession((session) => session.openScope)
  const facts = factsOf(event, t.reports)
  const book = failure?.ledger ?? failure?.cgroup?.ledger
  const missing = record.problems.filter(({ code }) => code === 'missing-part' || code === 'cut-off')
  return (
    <div className={styles.event} data-testid="report" data-report={record.id}>
      <h3>{t.record(record.id)}</h3>
      <p className={styles.cause}>{causeOf(event, t.reports)}</p>
      {missing.length > 0 && (
        <p className={styles.missing}>
          {t.reports.missing(missing.flatMap(({ what }) => (what === undefined ? [] : [what])))}
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <FactItem key={fact.label} fact={fact} of={record.id} />
        ))}
      </dl>
      {book && (
        <p>
          <Button
            onClick={() => {
              if (moment !== null) choose(moment)
              openScope(book.scope)
              document.getElementById('ledger')?.scrollIntoView()
            }}
          >
            {t.reports.openLedger}
          </Button>
        </p>
      )}
      {failure && failure.zones.length > 0 && <ZoneTable failure={failure} />}
      {record.kind === 'oom' && record.data.tasks && record.data.tasks.rows.length > 0 && (
        <Tasks
          tasks={record.data.tasks.rows}
          victims={victimPids(record.data.victims?.rows ?? [record.data.victim])}
          of={record.id}
        />
      )}
    </div>
  )
}

const victimPids = (victims: readonly ({ readonly pid?: Figure } | undefined)[]) =>
  new Set(victims.flatMap((victim) => (victim?.pid ? [victim.pid.value] : [])))

interface Fact {
  readonly label: string
  readonly value: string
  readonly of: readonly (Figure | Quote | undefined)[]
}

function FactItem({ fact, of }: { readonly fact: Fact; readonly of: string }) {
  const spans = fact.of.flatMap((each) => (each ? [each.span] : []))
  const key = `fact:${of}:${fact.label}`
  const pin = useSession((session) => session.pin)
  const pointing = usePointing(key, spans)
  return (
    <div {...pointing}>
      <dt>{fact.label}</dt>
      <dd>
        {spans.length === 0 ? (
          fact.value
        ) : (
          <button type="button" onClick={() => pin({ kind: 'figure', key, spans })}>
            {fact.value}
          </button>
        )}
      </dd>
    </div>
  )
}

/** What the report says, in the order an engineer asks for it; what it does not say is left out. */
function factsOf(event: LogEvent, t: ReportMessages['reports']): Fact[] {
  const { record, failure } = event
  const facts: Fact[] = []
  const put = (label: string, value: string | undefined, ...of: (Figure | Quote | undefined)[]) => {
    if (value !== undefined && value !== '') facts.push({ label, value, of })
  }
  const { name, pid } = requesterOf(event)
  put(t.requester, named(name, pid), name ?? pid)
  if (record.kind !== 'slubFailure') {
    const order = orderOf(event)
    const { gfpFlags, gfpMask, kernel } = record.data
    const size = failure ? ` (${sayBytes(failure.pageSize * 2 ** (order?.value ?? 0))})` : ''
    put(t.order, order && order.value >= 0 ? `${order.value}${size}` : undefined, order)
    put(t.mask, [gfpMask?.value, gfpFlags?.value].filter(Boolean).join(' '), gfpMask ?? gfpFlags)
    put(t.kernel, kernel?.value, kernel)
  } else {
    const { cache, objectSize, gfpMask, gfpFlags } = record.data
    put(t.cache, cache?.value, cache)
    put(t.objectSize, objectSize && sayBytes(objectSize.value), objectSize)
    put(t.mask, [gfpMask?.value, gfpFlags?.value].filter(Boolean).join(' '), gfpMask ?? gfpFlags)
  }
  if (record.kind === 'vmallocFailure')
    put(t.size, record.data.size && sayBytes(record.data.size.value), record.data.size)
  if (record.kind === 'oom') {
    const { cgroup, victim, victims, oomScoreAdj, group } = record.data
    put(t.limited, cgroup?.limited?.value, cgroup?.limited)
    put(t.usage, cgroup?.usage && sayBytes(cgroup.usage.value), cgroup?.usage)
    put(t.limit, cgroup?.limit && sayBytes(cgroup.limit.value), cgroup?.limit)
    put(t.failcnt, cgroup?.failcnt && sayCount(cgroup.failcnt.value), cgroup?.failcnt)
    const rss = rssOf(event)
    const held = rss === null ? '' : `, ${sayBytes(rss)} RSS`
    put(t.victim, victim && `${named(victim.name, victim.pid) ?? ''}${held}`, victim?.name ?? victim?.pid)
    if (victims && victims.count > 1) put(t.victims, sayCount(victims.count))
    put(t.victimCgroup, cgroup?.task?.value, cgroup?.task)
    put(t.group, group?.value, group)
    put(t.adjust, oomScoreAdj && String(oomScoreAdj.value), oomScoreAdj)
    const choice = failure?.badness?.choice
    if (choice) put(t.choice, t.chosen[choice])
  }
  return facts
}

const named = (name: Quote | undefined, pid: Figure | undefined): string | undefined =>
  name ? (pid ? `${name.value} (pid ${pid.value})` : name.value) : pid ? `pid ${pid.value}` : undefined

/** What happened, in one or two sentences. */
function causeOf(event: LogEvent, t: ReportMessages['reports']): string {
  const { record, failure } = event
  if (record.kind === 'oom') {
    const { constraint, cgroup, manual } = record.data
    if (manual) return t.cause.manual
    if (constraint === 'memcg') return t.cause.memcg(cgroup?.limit ? sayBytes(cgroup.limit.value) : null)
    if (failure && isFragmented(failure)) {
      const order = failure.request?.order ?? 0
      return t.cause.fragmented(order, sayBytes(failure.pageSize * 2 ** order))
    }
    return constraint ? t.cause[constraint] : t.cause.unknown
  }
  if (record.kind === 'allocFailure') return t.cause.allocFailure(failure?.request?.canWait ?? null)
  return t.cause[record.kind]
}

/** Every zone that was asked had pages enough, and no block. */
function isFragmented({ zones }: Failure): boolean {
  const asked = zones.filter(({ verdict }) => verdict !== 'not-eligible')
  return asked.length > 0 && asked.every(({ verdict }) => verdict === 'fragmented')
}
