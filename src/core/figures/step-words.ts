import { sayBytes, sayPercent, type Language } from '../language/say.ts'
import { terms, type Owner } from '../language/terms.ts'
import type { AccountId, Ledger, Residual } from '../ledger/account.ts'
import type { Step } from './waterfall.ts'

interface StepWords {
  readonly total: string
  readonly usage: string
  readonly residual: Readonly<Record<Residual['verdict'], string>>
  readonly contradiction: string
  readonly unexplained: string
  readonly untold: string
  rounding(tolerance: string): string
  explains(share: string, name: string, size: string): string
  ofWhich(size: string, name: string): string
}

const en: StepWords = {
  total: 'Total',
  usage: 'Usage',
  residual: { rounding: 'Rounding', contradiction: 'Contradiction', unaccounted: 'Unaccounted', untold: 'Not shown' },
  contradiction: 'the accounts add up to more than the total: the sources disagree',
  unexplained: 'no counter of the kernel in this paste holds it',
  untold: 'in lines of meminfo that the paste does not hold',
  rounding: (tolerance) => `within the drift of the counters, ${tolerance}`,
  explains: (share, name, size) => `${share} of it: ${name}, ${size}`,
  ofWhich: (size, name) => `${size} of it: ${name}`,
}

const zh: StepWords = {
  total: '总量',
  usage: '用量',
  residual: { rounding: '舍入', contradiction: '矛盾', unaccounted: '未入账', untold: '未显示' },
  contradiction: '各账户之和超过总量：来源互相矛盾',
  unexplained: '输入里没有哪个内核计数器包含它',
  untold: '在输入未包含的 meminfo 行中',
  rounding: (tolerance) => `在计数器漂移范围 ${tolerance} 之内`,
  explains: (share, name, size) => `其中 ${share}：${name}，${size}`,
  ofWhich: (size, name) => `其中 ${size}：${name}`,
}

const words: Readonly<Record<Language, StepWords>> = { en, zh }

/** What a bar of a ledger is called. */
export function stepName(step: Step, { scope, total, residual }: Ledger, language: Language): string {
  const t = words[language]
  if (step.kind === 'total') {
    if (!total.known) return t.total
    return scope.kind === 'host' ? 'MemTotal' : scope.kind === 'cgroup' ? t.usage : t.total
  }
  if (step.kind === 'residual') return t.residual[residual.verdict]
  if (step.kind === 'owner') return terms[language].owner[step.id as Owner]
  return step.name ?? terms[language].account[step.id as AccountId]
}

/** What stands under the name: the largest part, or what explains the rest. Null where nothing does. */
export function stepNote(step: Step, { residual }: Ledger, language: Language): string | null {
  const t = words[language]
  const nameOf = ({ id, name }: { readonly id: Step['id']; readonly name?: string | null }) =>
    name ?? terms[language].account[id as AccountId]
  if (step.kind === 'residual') {
    if (residual.verdict === 'rounding') return t.rounding(sayBytes(residual.tolerance))
    if (residual.verdict === 'contradiction') return t.contradiction
    const [first] = [...residual.explained].sort((a, b) => b.bytes - a.bytes)
    if (!first) return residual.verdict === 'untold' ? t.untold : t.unexplained
    const name = first.id === 'other-known' ? nameOf(first) : terms[language].account[first.id]
    return t.explains(sayPercent(first.bytes / residual.bytes), name, sayBytes(first.bytes))
  }
  const [largest] = step.parts.filter((part) => part.bytes > 0).sort((a, b) => b.bytes - a.bytes)
  return largest && step.kind !== 'owner' ? t.ofWhich(sayBytes(largest.bytes), nameOf(largest)) : null
}
