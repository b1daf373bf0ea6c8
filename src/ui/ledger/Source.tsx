import type { AnyRecord } from '../../core/snapshot/record.ts'
import { useMessages } from '../../i18n/report.ts'

/** What a book was read from, in words. */
export function Source({ record, known }: { readonly record: AnyRecord | undefined; readonly known: boolean }) {
  const t = useMessages()
  const first = record?.ranges[0]?.[0]
  const last = record?.ranges.at(-1)?.[1]
  if (!record || first === undefined || last === undefined) return null
  return (
    <>
      {t.kind(record.kind)}, {t.common.lines(first, last)}
      {!known && <> · {t.ledger.totalEstimated}</>}
    </>
  )
}
