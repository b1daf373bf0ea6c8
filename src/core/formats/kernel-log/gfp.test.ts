import { describe, expect, test } from 'vitest'
import { decodeMask, expandNames } from './gfp.ts'

/** A wrong table sends an engineer after the wrong kind of request: the same number means something else ten releases on. */
describe('a number is named by the table of its kernel', () => {
  test.each([
    ['2.6.18-164.el5', 0x201d2, 'GFP_HIGHUSER|__GFP_COLD'],
    // __GFP_MOVABLE was the highest bit until 2.6.30.
    ['2.6.24-19-generic', 0x1201d2, 'GFP_HIGHUSER_MOVABLE|__GFP_COLD'],
    ['2.6.29.4-167.fc11.x86_64', 0x1280d2, 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO'],
    ['2.6.32-431.17.1.el6.x86_64', 0x20, 'GFP_ATOMIC'],
    ['2.6.32-358.23.2.el5.x86_64', 0xd0, 'GFP_KERNEL'],
    ['2.6.32-431.el6.x86_64', 0x4020, 'GFP_ATOMIC|__GFP_COMP'],
    ['2.6.32-431.el6.x86_64', 0x8020, 'GFP_ATOMIC|__GFP_ZERO'],
    ['2.6.32-431.el6.x86_64', 0x200da, 'GFP_HIGHUSER_MOVABLE'],
    ['2.6.36-rc8', 0x201da, 'GFP_HIGHUSER_MOVABLE|__GFP_COLD'],
    ['3.0.101-80-default', 0x280da, 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO'],
    ['3.10.0-514.6.1.el7.x86_64', 0x2084d0, 'GFP_KERNEL|__GFP_REPEAT|__GFP_ZERO|__GFP_NOTRACK'],
    ['3.10.0-1160.el7.x86_64', 0x3000d0, 'GFP_KERNEL|__GFP_KMEMCG|__GFP_NOTRACK'],
    ['3.10.0-1160.el7.x86_64', 0x102005a, 'GFP_NOFS|__GFP_HIGHMEM|__GFP_MOVABLE|__GFP_HARDWALL|__GFP_WRITE'],
    ['4.1.10', 0x80d0, 'GFP_KERNEL|__GFP_ZERO'],
    ['4.4.114+', 0x24000c2, 'GFP_KERNEL|__GFP_HIGHMEM'],
    ['4.8.0-rc1', 0x24200ca, 'GFP_HIGHUSER_MOVABLE'],
    ['4.8.0-rc1', 0x24010c0, 'GFP_KERNEL|__GFP_NORETRY'],
    ['4.9.56', 0x27000c0, 'GFP_KERNEL_ACCOUNT|__GFP_NOTRACK'],
    ['4.4.155', 0x2080020, 'GFP_ATOMIC'],
    ['4.14.0', 0x14280ca, 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO'],
    ['4.15.18', 0x4342ca, 'GFP_TRANSHUGE'],
    ['4.17.2', 0x14000c0, 'GFP_KERNEL'],
    ['4.18.0-240.el8.x86_64', 0x6200ca, 'GFP_HIGHUSER_MOVABLE'],
    ['4.18.0-147.el8.x86_64', 0x480020, 'GFP_ATOMIC'],
    ['5.4.0-29-generic', 0x440dc0, 'GFP_KERNEL_ACCOUNT|__GFP_ZERO|__GFP_COMP'],
    ['5.10.0-46-amd64', 0x100cca, 'GFP_HIGHUSER_MOVABLE'],
    ['5.14.0-362.el9.x86_64', 0xa20, 'GFP_ATOMIC'],
    ['5.19.0-1-amd64', 0x40c40, 'GFP_NOFS|__GFP_COMP'],
    ['6.1.0-56-amd64', 0x1c24ca, 'GFP_TRANSHUGE'],
    ['6.9.0-rc3+', 0x140dca, 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO|__GFP_COMP'],
    ['6.12.117+deb12-amd64', 0x820, 'GFP_ATOMIC'],
    ['7.2.13+deb14-amd64', 0x2800, 'GFP_NOWAIT'],
    ['6.5.0', 0x800, 'GFP_NOWAIT'],
  ])('%s %i', (release, mask, names) => {
    expect(decodeMask(mask, release)).toEqual({ names: names.split('|'), basis: 'release' })
  })

  test('a bit that the kernel did not have stays a number', () => {
    expect(decodeMask(0x400000d0, '3.10.0-514.el7')?.names).toEqual(['GFP_KERNEL', '0x40000000'])
    expect(decodeMask(0x1000cc0, '6.12.0')?.names).toEqual(['GFP_KERNEL', '0x1000000'])
  })

  test('the mask of a page fault that ran out asks for nothing', () => {
    expect(decodeMask(0, '2.6.32-431.el6')?.names).toEqual([])
  })
})

describe('without a release', () => {
  test('a number in which only one layout finds a whole request is named', () => {
    expect(decodeMask(0x201da, null)).toEqual({ names: ['GFP_HIGHUSER_MOVABLE', '__GFP_COLD'], basis: 'era' })
    expect(decodeMask(0x24200ca, null)).toEqual({ names: ['GFP_HIGHUSER_MOVABLE'], basis: 'era' })
    expect(decodeMask(0x140dca, null)?.names).toEqual(['GFP_HIGHUSER_MOVABLE', '__GFP_ZERO', '__GFP_COMP'])
  })

  test('a number that layouts read differently is not', () => {
    // GFP_ATOMIC since 6.3, GFP_NOWAIT and __GFP_HIGH before, GFP_ATOMIC and __GFP_NOFAIL up to 4.3.
    expect(decodeMask(0x820, null)).toBeNull()
    // No whole request in any.
    expect(decodeMask(0x10000, null)).toBeNull()
    expect(decodeMask(Number.NaN, null)).toBeNull()
    expect(decodeMask(2 ** 40, '5.10')).toBeNull()
  })
})

test('single flags are what the composite stands for', () => {
  expect([...expandNames(['GFP_ATOMIC', '__GFP_COMP'], '6.12.0')].sort()).toEqual([
    '__GFP_COMP',
    '__GFP_HIGH',
    '__GFP_KSWAPD_RECLAIM',
  ])
  expect(expandNames(['GFP_KERNEL'], '2.6.32').has('__GFP_DIRECT_RECLAIM')).toBe(true)
})
