import { describe, expect, test } from 'vitest'
import { rightsOf } from './gfp.ts'

/** The words that an engineer needs: may it sleep, which zone, how hard does it try. */
describe('what a request may do', () => {
  const table: readonly [string, Partial<ReturnType<typeof rightsOf>>][] = [
    ['GFP_KERNEL', { canWait: true, canFs: true, highestZone: 'Normal', effort: 'usual', usesReserve: false }],
    ['GFP_ATOMIC', { canWait: false, usesReserve: true, wakesKswapd: true }],
    ['GFP_NOWAIT', { canWait: false, usesReserve: false }],
    ['GFP_NOFS|__GFP_COMP', { canWait: true, canIo: true, canFs: false, compound: true }],
    ['GFP_HIGHUSER_MOVABLE|__GFP_ZERO', { highestZone: 'Movable', movable: true, zeroed: true, hardwall: true }],
    ['GFP_HIGHUSER', { highestZone: 'HighMem', movable: false }],
    ['GFP_KERNEL|GFP_DMA32', { highestZone: 'DMA32' }],
    ['GFP_KERNEL|__GFP_DMA', { highestZone: 'DMA' }],
    ['GFP_KERNEL|__GFP_NORETRY|__GFP_NOWARN', { effort: 'once', silent: true }],
    ['GFP_KERNEL|__GFP_RETRY_MAYFAIL', { effort: 'hard' }],
    ['GFP_NOFS|__GFP_NOFAIL', { effort: 'forever' }],
    ['GFP_TRANSHUGE_LIGHT|__GFP_THISNODE', { canWait: false, thisNode: true }],
    ['GFP_KERNEL_ACCOUNT', { accounted: true }],
  ]
  test.each(table)('%s', (names, rights) => {
    expect(rightsOf(names.split('|'), '6.1.0')).toMatchObject(rights)
  })
})
