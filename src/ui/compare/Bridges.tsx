import { useState } from 'react'
import type { Bridge } from '../../core/comparison/bridge.ts'
import { comparisonLabels } from '../../core/comparison/labels.ts'
import { idsOf, type Pair } from '../../core/comparison/pairs.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Choice } from '../kit/Choice.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import type { TableOf } from '../share/save.ts'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { BridgeRows } from './BridgeRows.tsx'
import { BridgeTable } from './BridgeTable.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly bridges: readonly Bridge[]
  readonly sides: Pair
  /** All that is compared, of which the books are a part. */
  readonly table: TableOf
  readonly of: string
}

/** From the one ledger to the other, one book at a time, as bars or as a table. */
export function Bridges({ bridges, sides, table, of }: Props) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const [chosen, setChosen] = useState(() => Math.max(0, bridges.findIndex(moves)))
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const bridge = bridges[chosen] ?? bridges[0]
  if (!bridge) return null
  const View = view === 'chart' ? BridgeRows : BridgeTable
  return (
    <section aria-label={words.bridge(t.scope(bridge.scope))}>
      <div className={styles.head}>
        <h3>{words.bridge(t.scope(bridge.scope))}</h3>
        <div className={styles.tools}>
          {bridges.length > 1 && (
            <Choice
              label={t.ledger.scope}
              options={bridges.map(({ scope }) => t.scope(scope))}
              value={chosen}
              onChange={setChosen}
            />
          )}
          <Segmented
            label={t.ledger.view}
            options={(['chart', 'table'] as const).map((value) => ({ value, label: t.compare.views[value] }))}
            value={view}
            onChange={setView}
          />
          <TakeAlong
            of={words.title}
            panel="compare"
            picture={{ kind: 'bridge', sides: idsOf(sides), book: bridges.indexOf(bridge) }}
            table={table}
          />
        </div>
      </div>
      <View key={chosen} bridge={bridge} of={`${of}:${chosen}`} />
    </section>
  )
}

const moves = ({ steps, noise }: Bridge) => steps.some(({ change }) => Math.abs(change) > noise)
