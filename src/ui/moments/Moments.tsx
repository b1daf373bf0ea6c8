import { useMemo } from 'react'
import { grouped } from '../../core/lookup.ts'
import { idsOf, neighbours, type Pair } from '../../core/comparison/pairs.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { Select } from '../kit/Select.tsx'
import styles from './Moments.module.css'

/** Beyond this many a list to choose from serves better than buttons. */
const BUTTONS = 6

interface Props {
  readonly moments: readonly Moment[]
  /** The two that are compared below. */
  readonly compared: Pair | null
}

/** The snapshots of the case, and which one is on screen. */
export function Moments({ moments, compared }: Props) {
  const t = useMessages().moments
  const chosen = useSession((session) => session.moment)
  const choose = useSession((session) => session.choose)
  const compare = useSession((session) => session.compare)
  const names = useMemo(() => momentNames(moments, t), [moments, t])
  return (
    <nav className={styles.moments} aria-label={t.title}>
      <span className={styles.label}>{t.title}</span>
      {moments.length <= BUTTONS ? (
        <div className={styles.buttons} role="group" aria-label={t.title}>
          {moments.map((moment) => (
            <button
              key={moment.index}
              type="button"
              aria-pressed={moment.index === chosen}
              data-moment={moment.index}
              onClick={() => choose(moment.index)}
            >
              <b>{moment.index + 1}</b> <span>{names[moment.index]}</span>
            </button>
          ))}
        </div>
      ) : (
        <Select
          label={t.title}
          options={moments.map(({ index }) => ({ value: String(index), name: `${index + 1} · ${names[index] ?? ''}` }))}
          value={String(chosen)}
          onChange={(value) => choose(Number(value))}
        />
      )}
      {compared === null && neighbours({ moments }, chosen) && (
        <Button kind="quiet" icon="compare" onClick={() => compare(idsOf(neighbours({ moments }, chosen)))}>
          {t.compare}
        </Button>
      )}
    </nav>
  )
}

/** When each was, else where it stands; what several would be called tells its lines as well. */
export function momentNames(
  moments: readonly Moment[],
  t: { lines(from: number, to: number): string },
): readonly string[] {
  const places = moments.map(({ records }) => {
    const ranges = records.flatMap((record) => record.ranges)
    const first = ranges.reduce((least, [from]) => Math.min(least, from), Infinity)
    return t.lines(
      first,
      ranges.reduce((most, [, to]) => Math.max(most, to), first),
    )
  })
  const sharing = grouped(moments, ({ label }) => label)
  return moments.map(({ label, time }, index) => {
    if (time === null && /^#\d+$/.test(label)) return places[index]!
    return sharing.get(label)!.length > 1 ? `${label}, ${places[index]!}` : label
  })
}
