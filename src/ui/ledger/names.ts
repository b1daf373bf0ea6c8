import type { Step } from '../../core/figures/waterfall.ts'
import type { Terms } from '../../core/language/terms.ts'
import type { AccountId, Scope } from '../../core/ledger/account.ts'
import type { ReportMessages } from '../../i18n/report-en.ts'

/** What a row of a ledger is called. */
export function stepName(
  step: Step,
  words: Terms,
  t: ReportMessages['ledger'],
  total: Scope['kind'] | 'estimated',
): string {
  if (step.kind === 'total') return total === 'host' ? 'MemTotal' : total === 'cgroup' ? t.usage : t.total
  if (step.kind === 'owner') return words.owner[step.id as keyof Terms['owner']]
  if (step.kind === 'residual') return words.unaccounted
  return step.name ?? words.account[step.id as AccountId]
}
