import { comparisonLabels, sayChange } from '../../core/comparison/labels.ts'
import type { OrderChange, ZoneChange } from '../../core/comparison/zones.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { short, shortBytes } from '../../core/language/short.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePreferences } from '../../state/preferences.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { usePointing } from '../kit/pointing.ts'
import { Segmented } from '../kit/Segmented.tsx'
import { useFirst } from '../kit/useFirst.tsx'
import orderStyles from '../kit/Orders.module.css'
import styles from './Compare.module.css'

interface Props {
  readonly zones: readonly ZoneChange[]
  readonly of: string
}

/** Zones that are shown before the rest is asked for. */
const FIRST = 6

/** Free blocks by order, before and after, zone by zone; those in which most changed first. */
export function Orders({ zones, of }: Props) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const units = usePreferences((preferences) => preferences.units)
  const set = usePreferences((preferences) => preferences.set)
  const sorted = [...zones].sort((a, b) => Math.abs(b.freeBytes) - Math.abs(a.freeBytes))
  const { shown, more } = useFirst(sorted, FIRST)
  return (
    <section aria-label={words.freeLists}>
      <div className={styles.head}>
        <h3>{words.freeLists}</h3>
        <span className={styles.legend} aria-hidden="true">
          <i className={styles.was} /> {words.before} <i className={styles.is} /> {words.after}
        </span>
        <div className={styles.tools}>
          <Segmented
            label={t.free.height}
            options={(['bytes', 'blocks'] as const).map((value) => ({ value, label: t.free[value] }))}
            value={units}
            onChange={(value) => set({ units: value })}
          />
        </div>
      </div>
      <div className={orderStyles.zones} data-testid="orders-compared">
        {shown.map((zone) => (
          <Zone key={`${zone.node} ${zone.zone}`} change={zone} units={units} of={of} />
        ))}
      </div>
      {more}
    </section>
  )
}

interface ZoneProps {
  readonly change: ZoneChange
  readonly units: 'bytes' | 'blocks'
  readonly of: string
}

function Zone({ change, units, of }: ZoneProps) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const { node, zone, before, after, orders, freeBytes, evidence } = change
  const pointing = usePointing(`${of}:${node}:${zone}`, evidence)
  const name = t.free.name(node, zone)
  const bytesOf = (blocks: number, order: number) => blocks * after.pageSize * 2 ** order
  const value = (blocks: number, order: number) => (units === 'bytes' ? bytesOf(blocks, order) : blocks)
  // Blocks go over five powers of ten; bytes are to be compared by eye.
  const height = (blocks: number, order: number) =>
    units === 'bytes' ? bytesOf(blocks, order) : Math.log10(1 + blocks)
  const most = Math.max(
    1e-9,
    ...orders.flatMap(({ order, before: was, after: is }) => [height(was, order), height(is, order)]),
  )
  const say = units === 'bytes' ? shortBytes : short
  const exact = units === 'bytes' ? sayBytes : sayCount
  const [gained, lost] = [runs(orders.filter(isGained)), runs(orders.filter(isLost))]
  const row = (key: 'before' | 'after') => (
    <tr>
      <th scope="row">{words[key]}</th>
      {orders.map((each) => (
        <td
          key={each.order}
          title={exact(value(each[key], each.order))}
          data-order={each.order}
          data-blocks={each[key]}
        >
          {say(value(each[key], each.order))}
        </td>
      ))}
    </tr>
  )
  return (
    <figure className={[orderStyles.zone, styles.zone].join(' ')} data-compared={`${node} ${zone}`} {...pointing}>
      <figcaption>
        <b>{name}</b>{' '}
        <span>
          {words.freeBytes} {sayBytes(before.freeBytes)} → {sayBytes(after.freeBytes)} ·{' '}
          <strong>{sayChange(freeBytes, sayBytes)}</strong>
        </span>{' '}
        <Evidence spans={evidence} of={`${of}:${node}:${zone}`} />
      </figcaption>
      <table className={orderStyles.figures}>
        <thead>
          <tr className={styles.columns} aria-hidden="true">
            <td />
            {orders.map(({ order, before: was, after: is }) => (
              <td key={order}>
                <i
                  className={styles.was}
                  style={{ height: `${(height(was, order) / most) * 100}%` }}
                  data-is={was > 0}
                />
                <i className={styles.is} style={{ height: `${(height(is, order) / most) * 100}%` }} data-is={is > 0} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{words.order}</th>
            {orders.map(({ order }) => (
              <th key={order} scope="col">
                {order}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row('before')}
          {row('after')}
          <tr className={styles.sum}>
            <th scope="row">{words.change}</th>
            {orders.map(({ order, change: difference, bytes }) => (
              <td
                key={order}
                data-order={order}
                data-change={difference}
                data-bytes={bytes}
                title={sayChange(units === 'bytes' ? bytes : difference, exact)}
              >
                {sayChange(units === 'bytes' ? bytes : difference, say)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {(gained !== '' || lost !== '') && (
        <p className={styles.served}>
          {gained !== '' && <span>▲ {t.compare.gained(gained)}</span>}{' '}
          {lost !== '' && <span>▼ {t.compare.lost(lost)}</span>}
        </p>
      )}
    </figure>
  )
}

const isGained = ({ suitableBefore, suitableAfter }: OrderChange) => suitableBefore === 0 && suitableAfter > 0
const isLost = ({ suitableBefore, suitableAfter }: OrderChange) => suitableBefore > 0 && suitableAfter === 0

/** Orders are lost and gained from one on, upward: `3–9`. */
function runs(orders: readonly OrderChange[]): string {
  const [first, last] = [orders[0]?.order, orders.at(-1)?.order]
  return first === undefined ? '' : first === last ? String(first) : `${first}–${last!}`
}
