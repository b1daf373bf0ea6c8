import { useEffect, useState } from 'react'
import { useMessages } from '../../i18n/report.ts'
import { Button } from '../kit/Button.tsx'

interface Props {
  readonly label: string
  readonly primary?: boolean
  readonly disabled?: boolean
  /** False where the browser does not let us. */
  copy(): Promise<boolean>
}

/** Copies, and says for a moment whether it did. */
export function CopyButton({ label, primary = false, disabled = false, copy }: Props) {
  const t = useMessages().share
  const [done, setDone] = useState<boolean | null>(null)
  useEffect(() => {
    if (done === null) return undefined
    const timer = setTimeout(() => setDone(null), 2500)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <>
      <Button
        kind={primary ? 'primary' : 'plain'}
        icon={done ? 'check' : 'copy'}
        disabled={disabled}
        onClick={async () => setDone(await copy())}
      >
        {done === false ? t.copyFailed : done ? t.copied : label}
      </Button>
      <span className="unseen" role="status">
        {done === null ? '' : done ? t.copied : t.copyFailed}
      </span>
    </>
  )
}
