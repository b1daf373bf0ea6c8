import type { ZoneChange } from '../../core/figures/compare.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { sayChange } from './change.ts'
import styles from './Compare.module.css'

/** Free blocks by order, before and after. */
export function OrderTable({ zones }: { readonly zones: readonly ZoneChange[] }) {
  const t = useMessages()
  const orders = Math.max(...zones.flatMap(({ before, after }) => [before.free.length, after.free.length]))
  const columns = Array.from({ length: orders }, (_, order) => order)
  return (
    <div className={styles.scroll}>
      <table className={[styles.table, styles.orders].join(' ')} data-testid="orders-compared">
        <caption>{t.free.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.free.zone}</th>
            <td />
            {columns.map((order) => (
              <th key={order} scope="col" className={styles.figure}>
                {order}
              </th>
            ))}
            <th scope="col" className={styles.figure}>
              {t.free.bytes}
            </th>
          </tr>
        </thead>
        {zones.map(({ node, zone, before, after }) => (
          <tbody key={`${node} ${zone}`} data-zone={`${node} ${zone}`}>
            <tr>
              <th scope="rowgroup" rowSpan={3}>
                {t.free.name(node, zone)}
              </th>
              <td className={styles.soft}>{t.compare.before}</td>
              {columns.map((order) => (
                <td key={order} className={styles.figure}>
                  {sayCount(before.free[order] ?? 0)}
                </td>
              ))}
              <td className={styles.figure}>{sayBytes(before.freeBytes)}</td>
            </tr>
            <tr>
              <td className={styles.soft}>{t.compare.after}</td>
              {columns.map((order) => (
                <td key={order} className={styles.figure}>
                  {sayCount(after.free[order] ?? 0)}
                </td>
              ))}
              <td className={styles.figure}>{sayBytes(after.freeBytes)}</td>
            </tr>
            <tr className={styles.change}>
              <td className={styles.soft}>{t.compare.change}</td>
              {columns.map((order) => {
                const change = (after.free[order] ?? 0) - (before.free[order] ?? 0)
                return (
                  <td key={order} className={styles.figure} data-order={order} data-change={change}>
                    {sayChange(change, sayCount)}
                  </td>
                )
              })}
              <td className={styles.figure}>{sayChange(after.freeBytes - before.freeBytes, sayBytes)}</td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}
