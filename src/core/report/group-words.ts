import { documentWords } from '../language/document-words.ts'
import { sayBytes, type Language } from '../language/say.ts'
import type { CgroupBook } from '../ledger/cgroup.ts'

/** The sums that the tools around a control group show. */
export function groupWords({ usage, workingSet, limit }: CgroupBook, language: Language): string {
  const words = documentWords[language]
  return [
    words.usage(sayBytes(usage.bytes), usage.known ? null : usage.formula),
    ...(workingSet ? [words.workingSet(sayBytes(workingSet.bytes), workingSet.formula)] : []),
    ...(limit ? [words.limit(limit === 'unlimited' ? null : sayBytes(limit.bytes))] : []),
  ].join(' · ')
}
