import { useId, type ReactNode } from 'react'
import { PanelBoundary } from '../frame/PanelBoundary.tsx'
import styles from './Panel.module.css'

interface Props {
  readonly title: string
  /** Beside the title: where it was read from, how many. */
  readonly note?: ReactNode
  readonly tools?: ReactNode
  /** For links and the palette. */
  readonly id?: string
  readonly children: ReactNode
}

/** A section of the report: a landmark with a heading. Whatever breaks in it breaks alone. */
export function Panel({ title, note, tools, id, children }: Props) {
  const heading = useId()
  return (
    <section className={styles.panel} aria-labelledby={heading} id={id}>
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {tools !== undefined && <div className={styles.tools}>{tools}</div>}
      </div>
      <PanelBoundary>{children}</PanelBoundary>
    </section>
  )
}
