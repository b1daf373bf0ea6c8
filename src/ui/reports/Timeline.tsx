import type { LogEvent } from './events.ts'
import styles from './Reports.module.css'

interface Props {
  readonly events: readonly LogEvent[]
  readonly chosen: number
}

/** When the reports fell, from the first to the last: only where all of them tell the seconds since boot. */
export function Timeline({ events, chosen }: Props) {
  const times = events.map(({ record }) => record.uptime)
  const known = times.filter((time) => time !== null)
  const first = Math.min(...known)
  const span = Math.max(...known) - first
  if (known.length < times.length || span <= 0) return null
  return (
    <div className={styles.timeline} aria-hidden="true">
      {known.map((time, index) => (
        <span
          key={index}
          data-chosen={index === chosen || undefined}
          style={{ left: `${((time - first) / span) * 100}%` }}
        />
      ))}
      <small>{`+${sayDuration(span)}`}</small>
    </div>
  )
}

/** `42 s`, `3 min`, `2.5 h`, `12 d` */
function sayDuration(seconds: number): string {
  if (seconds < 120) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${Math.round(seconds / 86_400)} d`
}
