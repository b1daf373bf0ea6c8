import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react'
import { couldAllocate } from '../../core/allocation/could-allocate.ts'
import type { ZoneFree } from '../../core/allocation/free-lists.ts'
import type { ZoneState } from '../../core/allocation/zone-state.ts'
import { bytesOfOrder, orderHeights } from '../../core/figures/free-lists.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { PanelBoundary } from '../frame/PanelBoundary.tsx'
import { usePointing } from '../kit/pointing.ts'
import { Watermark } from '../watermark/Watermark.tsx'
import { short, shortBytes } from '../../core/language/short.ts'
import orders from '../kit/Orders.module.css'
import styles from './FreeLists.module.css'

const OrderBars = lazy(() => import('../charts/OrderBars.tsx'))

interface Props {
  readonly free: ZoneFree
  readonly state: ZoneState
  /** The order asked for. */
  readonly order: number
  readonly units: 'bytes' | 'blocks'
  readonly release: string | null
  readonly of: string
}

const HEIGHT = 76

/** One zone: its blocks by order in figures, bars of them above, and what they are good for. */
export function ZoneFigure({ free, state, order, units, release, of }: Props) {
  const t = useMessages().free
  const name = t.name(free.node, free.zone)
  const pointing = usePointing(`${of}:${free.node}:${free.zone}`, free.evidence)
  const row = useRef<HTMLTableRowElement>(null)
  const [box, setBox] = useState({ left: 0, width: 0 })
  useLayoutEffect(() => {
    const element = row.current
    if (!element) return
    const measure = () => {
      const first = element.cells[1]
      if (first) setBox({ left: first.offsetLeft, width: element.offsetWidth - first.offsetLeft })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const columns = free.free.map((_, each) => each)
  const fits = (each: number) => (each >= order ? styles.fits : undefined)
  return (
    <figure className={[orders.zone, styles.zone].join(' ')} data-zone={`${free.node} ${free.zone}`} {...pointing}>
      <figcaption>
        <b>{name}</b>{' '}
        <span>
          {t.free(sayBytes(free.freeBytes))} ·{' '}
          {free.largestFreeOrder < 0
            ? t.noBlock
            : t.largest(free.largestFreeOrder, sayBytes(free.pageSize * 2 ** free.largestFreeOrder))}
        </span>
      </figcaption>
      <div className={styles.histogram}>
        <div className={styles.bars} style={{ left: box.left, width: box.width, height: HEIGHT }} aria-hidden="true">
          <PanelBoundary>
            <Suspense fallback={null}>
              {box.width > 0 && (
                <OrderBars values={orderHeights(free, units)} order={order} width={box.width} height={HEIGHT} />
              )}
            </Suspense>
          </PanelBoundary>
        </div>
        <table className={orders.figures} aria-label={t.table(name)}>
          <tbody>
            <tr ref={row}>
              <th scope="row">{t.order}</th>
              {columns.map((each) => (
                <th key={each} scope="col" className={fits(each)}>
                  {each}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="row">{t.blocks}</th>
              {columns.map((each) => (
                <td
                  key={each}
                  className={fits(each)}
                  data-order={each}
                  data-blocks={free.free[each]}
                  title={sayCount(free.free[each] ?? 0)}
                >
                  {short(free.free[each] ?? 0)}
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t.bytes}</th>
              {columns.map((each) => (
                <td
                  key={each}
                  className={fits(each)}
                  data-bytes={bytesOfOrder(free, each)}
                  title={sayBytes(bytesOfOrder(free, each))}
                >
                  {shortBytes(bytesOfOrder(free, each))}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <Answer
        free={free}
        state={state}
        order={order}
        release={release}
        of={`${of}:${free.node}:${free.zone}:${order}`}
      />
    </figure>
  )
}

/** Could a request of the order be served here, and the kernel's two measures of it. */
function Answer({ free, state, order, release, of }: Omit<Props, 'units'>) {
  const t = useMessages().free
  const { answer, rule, blocks, verdict } = couldAllocate(state, order, { release })
  const unusable = free.unusableIndex[order]
  const index = free.fragmentationIndex[order]
  return (
    <div className={styles.answer} data-answer={answer} data-rule={rule}>
      <p>
        <strong className={styles[answer]}>
          {t.answer[rule === 'blocks' && answer === 'yes' ? 'blocks' : answer]}
        </strong>{' '}
        {t.because(answer, rule, order, blocks)}
      </p>
      <p className={styles.indices}>
        {unusable !== undefined && (
          <span title={t.unusableNote} data-unusable={unusable}>
            {t.unusable} <b>{unusable.toFixed(3)}</b>
          </span>
        )}
        {index !== undefined && (
          <span title={t.fragmentationNote} data-fragmentation={index}>
            {t.fragmentation} <b>{index < 0 ? '−1' : index.toFixed(3)}</b> <i>{t.meaning(index)}</i>
          </span>
        )}
      </p>
      {verdict?.test && (
        <details>
          <summary>{t.arithmetic}</summary>
          <Watermark test={verdict.test} of={of} />
        </details>
      )}
    </div>
  )
}
