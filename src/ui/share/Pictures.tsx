import { useMemo, useState } from 'react'
import { picturesOf } from '../../core/report/svg/pictures-of.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import type { View } from '../../share/parcel.ts'
import type { Subject } from '../../state/redaction.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { CopyButton } from './CopyButton.tsx'
import { takePicture, type How } from './take-picture.ts'
import styles from './Share.module.css'

interface Props {
  readonly subject: Subject
  readonly view: View
}

/** Any chart of the case as a picture. */
export function Pictures({ subject, view }: Props) {
  const { exporting } = useMessages()
  const language = useLanguage()
  const offers = useMemo(() => picturesOf(subject.report, language), [subject, language])
  const [chosen, setChosen] = useState(0)
  const offer = offers[chosen] ?? offers[0]
  if (!offer) return null
  const take = (how: How) => takePicture(how, offer.key, Promise.resolve(subject), view, language)
  return (
    <div className={styles.ways} role="group" aria-label={exporting.picture}>
      <Choice
        label={exporting.picture}
        options={offers.map(({ title }) => title)}
        value={offers.indexOf(offer)}
        onChange={setChosen}
      />
      <Button icon="save" data-testid="save-png" onClick={() => void take('png')}>
        PNG
      </Button>
      <Button icon="save" data-testid="save-svg" onClick={() => void take('svg')}>
        SVG
      </Button>
      <CopyButton key={offer.title} label={exporting.copyPicture} copy={() => take('copy')} />
    </div>
  )
}
