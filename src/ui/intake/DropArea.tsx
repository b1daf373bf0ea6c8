import { useEffect, useState } from 'react'
import { useMessages } from '../../i18n/index.ts'
import { takeFiles } from './take.ts'
import styles from './DropArea.module.css'

/** Files may be dropped anywhere on the page; on an open case the reader is asked whether to add them. */
export function DropArea({ adds }: { readonly adds: boolean }) {
  const t = useMessages().intake
  const [over, setOver] = useState(false)
  useEffect(() => {
    // Entering a child leaves its parent: only the count of both tells when the page is left.
    let depth = 0
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (holdsFiles(event) && ++depth > 0) setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (holdsFiles(event) && --depth <= 0) setOver(false)
    }
    const allow = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      void takeFiles([...(event.dataTransfer?.files ?? [])])
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: allow, drop } as const
    const names = ['dragenter', 'dragleave', 'dragover', 'drop'] as const
    for (const name of names) document.addEventListener(name, listeners[name])
    return () => {
      for (const name of names) document.removeEventListener(name, listeners[name])
    }
  }, [])
  return over ? <div className={styles.over}>{adds ? t.dropAdd : t.dropHere}</div> : null
}
