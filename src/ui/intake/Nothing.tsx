import type { Report } from '../../core/analyze.ts'
import { formats, logFormats } from '../../core/formats/index.ts'
import type { Source } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { Samples } from './Samples.tsx'
import styles from './Nothing.module.css'

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/** Nothing was recognised: what was looked for, and the paste itself. */
export default function Nothing({ report, sources }: Props) {
  const t = useMessages()
  const partial = useSession((session) => session.partial)
  const clear = useSession((session) => session.clear)
  const lines = report.sources.reduce((sum, source) => sum + source.lines, 0)
  return (
    <main className={styles.nothing} data-testid="nothing">
      <h1>{t.nothing.title}</h1>
      {partial && <p>{t.verdict.nonePartialText}</p>}
      <p>{t.nothing.text(lines)}</p>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.nothing.kind}</th>
              <th scope="col">{t.nothing.command}</th>
            </tr>
          </thead>
          <tbody>
            {[...formats, ...logFormats].map((format: { readonly id: string; readonly collect: string }) => (
              <tr key={format.id}>
                <th scope="row">{t.kind(format.id)}</th>
                <td>
                  <code>{format.collect}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <Button kind="primary" onClick={clear}>
          {t.nothing.again}
        </Button>
      </p>
      {sources.map((source, index) => (
        <textarea key={index} readOnly aria-label={source.name} value={source.text} />
      ))}
      <p>{t.nothing.samples}</p>
      <Samples />
    </main>
  )
}
