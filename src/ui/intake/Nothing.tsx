import type { Report } from '../../core/analyze.ts'
import { formats, logFormats, type FormatId } from '../../core/formats/index.ts'
import type { Source } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { reportOf, useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { Samples } from './Samples.tsx'
import styles from './Nothing.module.css'

/** What most questions are answered by; the other kinds follow in the order in which they are looked for. */
const USUAL: readonly FormatId[] = ['meminfo', 'free', 'oom', 'memoryStat', 'buddyinfo', 'slabinfo', 'ps', 'vmstat']

const looked = [...formats, ...logFormats]
  .map(({ id, collect }: { readonly id: FormatId; readonly collect: string }) => ({ id, collect, place: placeOf(id) }))
  .sort((a, b) => a.place - b.place)

function placeOf(id: FormatId): number {
  const place = USUAL.indexOf(id)
  return place < 0 ? USUAL.length : place
}

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/** Nothing was recognised: what was looked for, and the paste itself. */
export default function Nothing({ report, sources }: Props) {
  const t = useMessages()
  const partial = useSession((session) => reportOf(session)?.partial ?? false)
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
            {looked.map(({ id, collect }) => (
              <tr key={id}>
                <th scope="row">{t.kind(id)}</th>
                <td>
                  <code>{collect}</code>
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
