import type { Scope } from '../../core/ledger/account.ts'
import { kindEn, recordName } from './kinds.ts'

/** The page's words around a report. A finding's words live with its rule, accounts and severities in `core/language`. */
export const en = {
  nothing: {
    title: 'Nothing recognised',
    text: (lines: number) =>
      `No memory dump was found in ${lines === 1 ? 'this line' : `these ${lines} lines`}. This is what was looked for, and the command that prints each:`,
    kind: 'Kind',
    command: 'Command',
    samples: 'To see what a readable paste looks like, open a case:',
    again: 'Paste something else',
  },
  verdict: {
    label: 'Verdict',
    none: 'No rule found anything to report',
    noneText:
      'The figures below were read; no finding of the catalogue applies to them. That is not a proof of health.',
    next: 'Next',
    risk: 'Risk',
    evidence: 'Evidence',
  },
  ledger: {
    title: 'Where the memory is',
    views: { chart: 'Ledger', table: 'Table', owner: 'By owner' },
    view: 'View',
    scope: 'Scope',
    account: 'Account',
    bytes: 'Size',
    exact: 'Bytes',
    share: 'Share',
    formula: 'Read from',
    total: 'Total',
    usage: 'Usage',
    estimated: 'estimated',
    totalEstimated: 'put together from parts: the paste does not hold the total',
    ofWhich: (size: string, name: string) => `${size} of it: ${name}`,
    within: 'of it',
    residual: { rounding: 'Rounding', contradiction: 'Contradiction', unaccounted: 'Unaccounted' },
    unaccountedNote: 'no counter of the kernel in this paste holds it',
    roundingNote: (tolerance: string) => `within the drift of the counters, ${tolerance}`,
    contradictionNote: 'the accounts add up to more than the total: the sources disagree',
    explains: (share: string, name: string, size: string) => `${share} of it: ${name}, ${size}`,
    zeros: (count: number) => (count === 1 ? '1 account is empty' : `${count} accounts are empty`),
    above: 'Outside the total',
    balance: 'The accounts and what is unaccounted add up to the total exactly.',
  },
  findings: {
    title: 'Findings',
    count: (stories: number, notes: number) =>
      [
        stories === 1 ? '1 story' : `${stories} stories`,
        ...(notes === 0 ? [] : [notes === 1 ? '1 finding under it' : `${notes} findings under them`]),
      ].join(', '),
    arithmetic: 'Arithmetic',
    actions: 'Next steps',
    refute: 'What would refute it',
    reference: 'Reference',
    under: 'explained by it',
    collect: 'Collect this next',
    collectNote: 'One command line for all that the open suspects need. Paste its output here as well.',
  },
  evidence: {
    line: (from: number, to: number) => (from === to ? `L${from}` : `L${from}–${to}`),
    label: (from: number, to: number) => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
    more: (count: number) => `+${count}`,
  },
  source: {
    title: 'Source',
    summary: (lines: string, understood: string) => `${lines} lines · ${understood} understood`,
    folded: (count: string) => (count === '1' ? '1 line not recognised' : `${count} lines not recognised`),
    unfold: 'Show the lines that were not recognised',
    search: 'Search the source',
    matches: (at: number, count: number) => (count === 0 ? 'no match' : `${at} of ${count}`),
    problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    cut: (count: string) => `… ${count} more characters in this line`,
    line: (line: number) => `Line ${line}`,
    back: 'Back',
    free: 'Unmark (Esc)',
    marked: (lines: number) => (lines === 1 ? '1 line marked' : `${lines} lines marked`),
  },
  /** What a book is about. */
  scope: (scope: Scope): string => {
    switch (scope.kind) {
      case 'host':
        return 'Host'
      case 'node':
        return `Node ${scope.node}`
      case 'zone':
        return `Node ${scope.node}, zone ${scope.zone}`
      case 'cgroup':
        return scope.path === null ? 'cgroup' : `cgroup ${scope.path}`
      case 'report':
        return recordName(scope.record, kindEn)
    }
  },
  /** What a dump is called. */
  kind: kindEn,
  record: (id: string): string => recordName(id, kindEn),
  common: {
    close: 'Close',
    all: 'Show all',
    lines: (from: number, to: number) => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
    source: (name: string) => name,
  },
}

export type ReportMessages = typeof en
