import { describe, expect, test } from 'vitest'
import type { Account, AccountId, Ledger } from '../ledger/account.ts'
import { GIB, bytes } from '../units.ts'
import { waterfall, waterfallByOwner, type Step } from './waterfall.ts'

const account = (id: AccountId, size: number, parts: readonly Account[] = [], name?: string): Account => ({
  id,
  bytes: bytes(size * GIB),
  basis: 'measured',
  evidence: [],
  parts,
  ...(name === undefined ? {} : { name }),
})

const ledger = (total: number, ...accounts: readonly Account[]): Ledger => {
  const rest = bytes(total * GIB - accounts.reduce((sum, each) => sum + each.bytes, 0))
  return {
    scope: { kind: 'host' },
    basis: 'meminfo[0]',
    total: { bytes: bytes(total * GIB), known: true, formula: 'MemTotal', evidence: [] },
    accounts,
    residual: {
      bytes: rest,
      tolerance: bytes(0),
      verdict: rest < 0 ? 'contradiction' : 'unaccounted',
      explained: [],
      unexplained: rest,
    },
    above: [],
  }
}

const range = ({ key, from, to }: Step) => [key, from / GIB, to / GIB]

describe('the waterfall', () => {
  test('each account begins where the one before it ended; free memory comes last, then what is left', () => {
    const steps = waterfall(ledger(16, account('free', 1), account('anon', 6), account('file-cache', 2)))
    expect(steps.map(range)).toEqual([
      ['total', 0, 16],
      ['anon', 0, 6],
      ['file-cache', 6, 8],
      ['free', 8, 9],
      ['unaccounted', 9, 16],
    ])
  })

  test('parts lie inside their account, side by side', () => {
    const slab = account('slab-unreclaimable', 4, [
      account('other-known', 3, [], 'dentry'),
      account('other-known', 0.5, [], 'kmalloc-64'),
    ])
    const step = waterfall(ledger(16, account('anon', 6), slab))[2]!
    expect(step.parts.map(range)).toEqual([
      ['slab-unreclaimable/other-known/dentry', 6, 9],
      ['slab-unreclaimable/other-known/kmalloc-64', 9, 9.5],
    ])
  })

  test('accounts that overshoot the total reach beyond it, and the contradiction is that overshoot', () => {
    const rest = waterfall(ledger(8, account('anon', 6), account('hugetlb', 4))).at(-1)!
    expect(rest.bytes / GIB).toBe(-2)
    expect(range(rest)).toEqual(['unaccounted', 8, 10])
  })

  test('two accounts of one id keep keys of their own', () => {
    const keys = waterfall(ledger(8, account('other-known', 1, [], 'a'), account('other-known', 1, [], 'b'))).map(
      ({ key }) => key,
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('read by owner, the groups take the place of their accounts and keep them inside', () => {
    const steps = waterfallByOwner(
      ledger(16, account('anon', 5), account('file-cache', 2), account('shmem', 1), account('free', 4)),
    )
    expect(steps.map(range)).toEqual([
      ['total', 0, 16],
      ['processes', 0, 6],
      ['cache', 6, 8],
      ['free', 8, 12],
      ['unaccounted', 12, 16],
    ])
    expect(steps[1]!.parts.map(({ id }) => id)).toEqual(['anon', 'shmem'])
  })
})
