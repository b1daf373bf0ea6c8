import { useState, type ReactNode } from 'react'
import type { Bridge, BridgeStep } from '../../core/comparison/bridge.ts'
import { comparisonLabels, sayChange } from '../../core/comparison/labels.ts'
import { sayBytes } from '../../core/language/say.ts'
import { terms } from '../../core/language/terms.ts'
import type { Span } from '../../core/text/source.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { Icon } from '../kit/Icon.tsx'
import { usePointing } from '../kit/pointing.ts'
import { colourOf } from '../ledger/colours.ts'
import { BridgeNotes } from './BridgeNotes.tsx'
import ledger from '../ledger/Ledger.module.css'
import table from '../kit/Table.module.css'
import styles from './Compare.module.css'

interface Props {
  readonly bridge: Bridge
  readonly of: string
}

/** Steps that are shown before the small ones are asked for. */
const FIRST = 12

/** The steps from the one total to the other, lying on their side: each begins where the last one ended. */
export function BridgeRows({ bridge, of }: Props) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const [all, setAll] = useState(false)
  const { before, after, steps, scope, was } = bridge
  const shown = all
    ? steps
    : steps.filter(({ id, change }, index) => (change !== 0 && index < FIRST) || id === 'unaccounted')
  const change = after.bytes - before.bytes
  const ends = [0, change, ...steps.flatMap(({ from, to }) => [from, to])]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const at = (bytes: number) => (most === least ? 0 : ((bytes - least) / (most - least)) * 100)
  const total = (side: 'before' | 'after', bytes: number, spans: readonly Span[], bar: ReactNode) => (
    <Row
      key={side}
      of={`${of}:${side}`}
      className={ledger.total}
      name={words.total(side === 'before' ? was : scope, side)}
      data={{ 'data-step': side, 'data-bytes': bytes }}
      evidence={spans}
      bar={bar}
      change={side === 'after' && change !== 0 ? sayChange(change, sayBytes) : ''}
      values={sayBytes(bytes)}
      detail={<code>{(side === 'before' ? before : after).formula}</code>}
    />
  )
  return (
    <>
      <table className={[ledger.rows, styles.bridge].join(' ')} data-testid="bridge">
        <thead className="unseen">
          <tr>
            <th scope="col">{words.account}</th>
            <td />
            <th scope="col">{words.change}</th>
            <th scope="col">{`${words.before} → ${words.after}`}</th>
          </tr>
        </thead>
        <tbody>
          {total('before', before.bytes, before.evidence, <Bar from={at(0)} to={at(0)} next={at(0)} id="total" />)}
          {shown.map((step) => (
            <StepRow key={step.key} step={step} bridge={bridge} of={of}>
              <Bar from={at(step.from)} to={at(step.to)} prior={at(step.from)} next={at(step.to)} id={step.id} />
            </StepRow>
          ))}
          {total(
            'after',
            after.bytes,
            after.evidence,
            <Bar from={at(0)} to={at(change)} prior={at(change)} id="total" />,
          )}
        </tbody>
      </table>
      {shown.length < steps.length || all ? (
        <button type="button" className={table.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.common.fewer : t.common.allOf(String(steps.length))}
        </button>
      ) : null}
      <BridgeNotes bridge={bridge} of={of} />
    </>
  )
}

function StepRow({ step, bridge, of, children }: Props & { readonly step: BridgeStep; readonly children: ReactNode }) {
  const language = useLanguage()
  const words = comparisonLabels[language]
  return (
    <Row
      of={`${of}:${step.key}`}
      className={step.id === 'unaccounted' ? ledger.residual : undefined}
      name={stepName(step, language)}
      data={{ 'data-step': step.id, 'data-change': step.change, 'data-before': step.before, 'data-after': step.after }}
      evidence={step.evidence}
      bar={children}
      change={sayChange(step.change, sayBytes)}
      values={`${sayBytes(step.before)} → ${sayBytes(step.after)}`}
      detail={
        <>
          {step.formulas && words.readAs(...named(step.formulas, step.id))}{' '}
          {step.id === 'unaccounted' &&
            bridge.untold.length > 0 &&
            bridge.untold
              .map(({ id, name, bytes, knownTo }) =>
                words.untold(name ?? terms[language].account[id], sayBytes(bytes), knownTo),
              )
              .join('; ')}
        </>
      }
    />
  )
}

/** A field that was read as it stands has no formula of its own. */
const named = ([before, after]: readonly [string, string], id: string): [string, string] => [before || id, after || id]

export const stepName = ({ id, name }: Pick<BridgeStep, 'id' | 'name'>, language: 'en' | 'zh'): string =>
  id === 'unaccounted' ? terms[language].unaccounted : (name ?? terms[language].account[id])

interface RowProps {
  readonly of: string
  readonly className?: string | undefined
  readonly name: string
  readonly data: Readonly<Record<`data-${string}`, string | number>>
  readonly evidence: readonly Span[]
  readonly bar: ReactNode
  readonly change: string
  readonly values: string
  /** How it was read; shown where the row is opened. */
  readonly detail: ReactNode
}

/** A row opens how it was read, and pointing at it marks its lines on both sides. */
function Row({ of, className, name, data, evidence, bar, change, values, detail }: RowProps) {
  const [open, setOpen] = useState(false)
  const pin = useSession((session) => session.pin)
  const pointing = usePointing(of, evidence)
  return (
    <tr className={[ledger.row, className].filter(Boolean).join(' ')} {...data} {...pointing}>
      <th scope="row">
        <button
          type="button"
          className={ledger.name}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open)
            if (evidence.length > 0) pin({ kind: 'figure', key: of, spans: evidence })
          }}
        >
          <span className={ledger.caret}>
            <Icon name="open" />
          </span>
          <span>{name}</span>
        </button>
        <small className={styles.under}>{values}</small>
        {open && (
          <p className={ledger.how}>
            {detail} <Evidence spans={evidence} of={of} />
          </p>
        )}
      </th>
      <td className={styles.bar} aria-hidden="true">
        {bar}
      </td>
      <td className={[ledger.size, styles.change].join(' ')}>{change}</td>
      <td className={styles.values}>{values}</td>
    </tr>
  )
}

interface BarProps {
  /** Percent of the width. */
  readonly from: number
  readonly to: number
  /** Where the row above ended, and where the row below begins. */
  readonly prior?: number
  readonly next?: number
  readonly id: BridgeStep['id'] | 'total'
}

/** An arrow from where the step begins to where it ends: which way it goes is its shape, whose memory it is its hue. */
function Bar({ from, to, prior, next, id }: BarProps) {
  const [left, right] = from < to ? [from, to] : [to, from]
  const colour = colourOf(id)
  return (
    <>
      {prior !== undefined && <i className={styles.join} style={{ left: `${prior}%`, bottom: '50%' }} />}
      {next !== undefined && <i className={styles.join} style={{ left: `${next}%`, top: '50%' }} />}
      {from === to ? (
        <i className={styles.point} style={{ left: `${from}%` }} />
      ) : (
        <b
          className={[styles.arrow, to < from && styles.falls, colour === null && styles.hatched]
            .filter(Boolean)
            .join(' ')}
          style={{ left: `${left}%`, width: `${right - left}%`, ...(colour === null ? {} : { background: colour }) }}
        />
      )}
    </>
  )
}
