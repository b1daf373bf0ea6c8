import type { Moment } from '../snapshot/moment.ts'
import type { Amount } from './account.ts'

export type Tool =
  | 'kernel'
  | 'free (procps ≥ 4.0.1)'
  | 'free (procps 3.3.10 – 4.0.0)'
  | 'free (procps < 3.3.10)'
  | 'htop'
  | 'docker'
  | 'kubelet'
  | 'cAdvisor'

/** What one tool calls used or available, computed from this paste. */
export interface Definition {
  readonly tool: Tool
  readonly quantity: 'used' | 'available'
  /** The host, or a control group's path. */
  readonly subject: string
  readonly amount: Amount
}

/** The words 'used' and 'available' by the tools that print them, each with its formula and this paste's numbers. */
export function definitions(_moment: Omit<Moment, 'crossChecks' | 'definitions'>): Definition[] {
  return []
}
