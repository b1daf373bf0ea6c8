import { useState } from 'react'
import { copyText } from '../../browser/clipboard.ts'
import { useMessages } from '../../i18n/index.ts'
import { Button } from './Button.tsx'
import styles from './CopyBlock.module.css'

/** Text to take along, with a button that copies it. */
export function CopyBlock({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useMessages().intake
  const [done, setDone] = useState<boolean | null>(null)
  const copy = async () => {
    setDone(await copyText(text))
    setTimeout(() => setDone(null), 2500)
  }
  return (
    <div className={styles.block}>
      <pre tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <Button icon={done ? 'check' : 'copy'} onClick={copy}>
        {done === null ? t.copy : done ? t.copied : t.copyFailed}
      </Button>
      <span className="unseen" role="status">
        {done === null ? '' : done ? t.copied : t.copyFailed}
      </span>
    </div>
  )
}
