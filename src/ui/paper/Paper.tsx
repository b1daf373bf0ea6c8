import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { stampPages, whilePrinting } from '../../browser/printing.ts'
import type { Report } from '../../core/analyze.ts'
import { documentOf } from '../../core/report/document.ts'
import { stampLine } from '../../core/report/stamp.ts'
import type { Source } from '../../core/text/source.ts'
import { stampOf } from '../../share/stamp.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useRedaction } from '../../state/redaction.ts'
import { Blocks } from './Blocks.tsx'
import styles from './Paper.module.css'

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/**
 * The case on paper, in a layout of its own. It is there while the browser prints; the page itself is not printed then. By the
 * page's own button it is what leaves, by the browser's what is on the screen.
 */
export function Paper({ report, sources }: Props) {
  const [printing, setPrinting] = useState(false)
  const laid = useRedaction(({ paper }) => (paper?.of === sources ? paper.subject : null))
  const lay = useRedaction((redaction) => redaction.lay)
  useEffect(
    () =>
      whilePrinting((on) => {
        // The browser prints what stands there when its handlers return.
        flushSync(() => setPrinting(on))
        if (!on) lay(null)
      }),
    [lay],
  )
  return printing ? createPortal(<Sheets {...(laid ?? { report, sources })} />, document.body) : null
}

function Sheets({ report, sources }: Props) {
  const t = useMessages()
  const language = useLanguage()
  const stamp = useMemo(() => stampOf({ sources, view: {} }, null), [sources])
  const blocks = useMemo(() => documentOf(report, sources, language, stamp), [report, sources, language, stamp])
  useLayoutEffect(() => stampPages(stampLine(stamp)), [stamp])
  const [moment] = report.moments
  const about = [moment?.host, moment?.machine.release?.value, t.header.snapshots(report.moments.length)]
  return (
    <article id="paper" className={styles.paper} data-testid="paper">
      <p className={styles.head}>
        <b>memledger</b> {about.filter(Boolean).join(' · ')}
      </p>
      <Blocks blocks={blocks} />
    </article>
  )
}
