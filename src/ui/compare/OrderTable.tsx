import type { ZoneChange } from '../../core/figures/compare.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import table from '../kit/Table.module.css'
import { usePointing } from '../kit/pointing.ts'
import { sayChange } from './change.ts'
import styles from './Compare.module.css'

/** Free blocks by order, before and after, zone by zone. */
export function OrderTables({ zones }: { readonly zones: readonly ZoneChange[] }) {
  return (
    <div className={[styles.zones, styles.part].join(' ')} data-testid="orders-compared">
      {zones.map((zone) => (
        <OrderTable key={`${zone.node} ${zone.zone}`} change={zone} />
      ))}
    </div>
  )
}

function OrderTable({ change: { node, zone, before, after } }: { readonly change: ZoneChange }) {
  const t = useMessages()
  const spans = [...before.evidence, ...after.evidence]
  const pointing = usePointing(`orders:${node}:${zone}`, spans)
  const orders = Array.from({ length: Math.max(before.free.length, after.free.length) }, (_, order) => order)
  return (
    <table className={[table.table, styles.orders].join(' ')} data-zone={`${node} ${zone}`} {...pointing}>
      <caption>{t.free.name(node, zone)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.free.order}</th>
          <Heads />
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => {
          const was = before.free[order] ?? 0
          const is = after.free[order] ?? 0
          return (
            <tr key={order}>
              <th scope="row">{order}</th>
              <td className={table.figure}>{sayCount(was)}</td>
              <td className={table.figure}>{sayCount(is)}</td>
              <td className={table.figure} data-order={order} data-change={is - was}>
                {sayChange(is - was, sayCount)}
              </td>
            </tr>
          )
        })}
        <tr className={styles.sum}>
          <th scope="row">{t.free.bytes}</th>
          <td className={table.figure}>{sayBytes(before.freeBytes)}</td>
          <td className={table.figure}>{sayBytes(after.freeBytes)}</td>
          <td className={table.figure}>{sayChange(after.freeBytes - before.freeBytes, sayBytes)}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** The heads of the three columns that every comparison has. */
export function Heads() {
  const t = useMessages().compare
  return ([t.before, t.after, t.change] as const).map((name) => (
    <th key={name} scope="col" className={table.figure}>
      {name}
    </th>
  ))
}
