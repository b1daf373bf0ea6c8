import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { Step } from '../../core/figures/waterfall.ts'
import type { Ledger } from '../../core/ledger/account.ts'
import { useMessages } from '../../i18n/report.ts'
import { PanelBoundary } from '../frame/PanelBoundary.tsx'
import { LedgerRow } from './LedgerRow.tsx'
import type { PlacedStep } from '../charts/LedgerBars.tsx'
import styles from './Ledger.module.css'

const LedgerBars = lazy(() => import('../charts/LedgerBars.tsx'))

interface Props {
  readonly steps: readonly Step[]
  readonly ledger: Ledger
  /** What the keys of the rows begin with. */
  readonly of: string
}

/** The waterfall lying on its side: real rows, and bars drawn beside them where the columns leave room. */
export function LedgerRows({ steps, ledger, of }: Props) {
  const t = useMessages().ledger
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [zeros, setZeros] = useState(false)
  const table = useRef<HTMLTableElement>(null)
  const idle = steps.filter((step) => step.bytes === 0 && step.kind !== 'residual' && step.kind !== 'total').length
  const shown = useMemo(
    () =>
      steps
        .filter((step) => zeros || step.bytes !== 0 || step.kind === 'residual' || step.kind === 'total')
        .flatMap((step) => [step, ...(open.has(step.key) ? step.parts : [])]),
    [steps, zeros, open],
  )
  const layout = useLayout(table, shown)
  const toggle = (key: string) => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  return (
    <div className={styles.ledger}>
      <table ref={table} className={styles.rows} data-testid="ledger">
        <thead className="unseen">
          <tr>
            <th scope="col">{t.account}</th>
            <td />
            <th scope="col">{t.bytes}</th>
            <th scope="col">{t.share}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((step) => (
            <LedgerRow key={step.key} step={step} of={of} ledger={ledger} open={open.has(step.key)} onToggle={toggle} />
          ))}
        </tbody>
      </table>
      {layout && (
        <div className={styles.bars} style={{ left: layout.left, width: layout.width }} aria-hidden="true">
          <PanelBoundary>
            <Suspense fallback={null}>
              <LedgerBars rows={layout.rows} width={layout.width} height={layout.height} />
            </Suspense>
          </PanelBoundary>
        </div>
      )}
      {idle > 0 && (
        <button type="button" className={styles.zeros} aria-expanded={zeros} onClick={() => setZeros(!zeros)}>
          {t.zeros(idle)}
        </button>
      )}
    </div>
  )
}

interface Layout {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly rows: readonly PlacedStep[]
}

/** Where the rows and the column of the bars are, kept up to date. */
function useLayout(table: RefObject<HTMLTableElement | null>, steps: readonly Step[]): Layout | null {
  const [layout, setLayout] = useState<Layout | null>(null)
  useLayoutEffect(() => {
    const element = table.current
    if (!element) return
    const measure = () => {
      const cell = element.querySelector<HTMLElement>('td[data-bar]')
      if (!cell) return
      const byKey = new Map(
        [...element.querySelectorAll<HTMLElement>('tr[data-key]')].map((row) => [row.dataset['key'], row]),
      )
      setLayout({
        left: cell.offsetLeft,
        width: cell.offsetWidth,
        height: element.offsetHeight,
        rows: steps.flatMap((step) => {
          const row = byKey.get(step.key)
          return row ? [{ step, top: row.offsetTop, height: row.offsetHeight }] : []
        }),
      })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const cell of element.querySelectorAll('tr:first-child > *')) observer.observe(cell)
    return () => observer.disconnect()
  }, [table, steps])
  return layout
}
