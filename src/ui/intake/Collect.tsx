import { useState } from 'react'
import { pageAddress } from '../../browser/fragment.ts'
import { useMessages } from '../../i18n/index.ts'
import { CopyBlock } from '../kit/CopyBlock.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { COMMANDS, SCRIPT, shellLink, type Place } from './commands.ts'
import styles from './Intake.module.css'

const PLACES: readonly Place[] = ['host', 'container', 'pod', 'node']

/** One command line to copy, whose output this page reads. */
export function Collect() {
  const t = useMessages().intake
  const [place, setPlace] = useState<Place>('host')
  return (
    <div className={styles.collect}>
      <Segmented
        label={t.collect}
        options={PLACES.map((value) => ({ value, label: t.places[value] }))}
        value={place}
        onChange={setPlace}
      />
      <CopyBlock text={COMMANDS[place]} label={t.places[place]} />
      <p>
        {t.collectNote} {t.script}{' '}
        <a href="./collect.sh" download>
          collect.sh
        </a>
      </p>
      <CopyBlock text={SCRIPT[place]} label={`collect.sh, ${t.places[place]}`} />
      <p>{t.shellLink}</p>
      <CopyBlock text={shellLink(pageAddress())} label={t.shellLink} />
    </div>
  )
}
