import { useMemo, useState } from 'react'
import { tablesOf } from '../../core/report/tables.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import type { View } from '../../share/parcel.ts'
import type { Subject } from '../../state/redaction.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Pictures } from './Pictures.tsx'
import { saveHtml, saveJson, takeTable } from './save.ts'
import styles from './Share.module.css'

interface Props {
  readonly subject: Subject
  readonly view: View
  print(): void
}

/** The case and its tables as files. */
export function Files({ subject, view, print }: Props) {
  const t = useMessages().share
  const language = useLanguage()
  const tables = useMemo(() => tablesOf(subject.report, language), [subject, language])
  const [chosen, setChosen] = useState(0)
  const [failed, setFailed] = useState(false)
  const table = tables[chosen] ?? tables[0]
  const take = (how: 'csv' | 'json' | 'table') =>
    takeTable(how, async () => table ?? null, Promise.resolve(subject), view, language)
  return (
    <section className={styles.part} aria-labelledby="share-files">
      <h3 id="share-files">{t.files}</h3>
      <p className={styles.soft}>{t.filesText}</p>
      <div className={styles.ways}>
        <Button
          kind="primary"
          icon="save"
          data-testid="save-html"
          onClick={async () => setFailed(!(await saveHtml(subject, view, language)))}
        >
          {t.saveHtml}
        </Button>
        <Button icon="save" data-testid="save-json" onClick={() => void saveJson(subject, view)}>
          {t.saveJson}
        </Button>
        <Button icon="print" onClick={print}>
          {t.print}
        </Button>
      </div>
      {failed && <p role="alert">{t.htmlFailed}</p>}
      {table && (
        <div className={styles.ways} role="group" aria-label={t.table}>
          <Choice label={t.table} options={tables.map(({ title }) => title)} value={chosen} onChange={setChosen} />
          <Button icon="save" data-testid="save-csv" onClick={() => void take('csv')}>
            CSV
          </Button>
          <Button icon="save" data-testid="save-table-json" onClick={() => void take('json')}>
            JSON
          </Button>
          <CopyButton label={t.copyTable} copy={() => take('table')} />
        </div>
      )}
      <Pictures subject={subject} view={view} />
    </section>
  )
}
