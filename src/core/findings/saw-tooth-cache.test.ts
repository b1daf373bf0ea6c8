import { expect, test } from 'vitest'
import { findingIn, idsIn, wordsOf } from '../../testing/findings.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'
import { MIB } from '../units.ts'

/** A container measured each minute: usage, and beside it what is given. MiB. */
function csv(usage: readonly number[], others: Readonly<Record<string, (index: number) => number>> = {}): string {
  const names = Object.keys(others)
  const rows = usage.map((value, index) =>
    [1741920060 + 60 * index, value * MIB, ...names.map((name) => others[name]!(index) * MIB)].join(','),
  )
  return `timestamp,container_memory_usage_bytes${names.map((name) => `,${name}`).join('')}\n${rows.join('\n')}\n`
}

/** Up to the ceiling, and back by the depth again and again. */
const teeth = (depth: number, ceiling = 512) =>
  Array.from({ length: 24 }, (_, index) =>
    index < 6 ? ceiling - 100 + 16 * index : index % 6 === 2 ? ceiling - depth : ceiling,
  )
const rss = { container_memory_rss: () => 96 }

promises('saw-tooth-cache', {
  finds: {
    'usage that turns at its ceiling while rss is level': csv(teeth(40), rss),
    'the same with its limit and its cache': csv(teeth(40), {
      container_spec_memory_limit_bytes: () => 512,
      container_memory_cache: () => 400,
    }),
    'usage alone': csv(teeth(40)),
  },
  passes: {
    'a straight climb': csv(
      Array.from({ length: 24 }, (_, index) => 400 + 4 * index),
      rss,
    ),
    'usage that stays at its limit': csv(Array(24).fill(512), rss),
    'a program that is restarted: back to the ground': csv(teeth(400), rss),
    'a program whose own memory goes up and down with it': csv(teeth(40), {
      container_memory_rss: (index) => teeth(40)[index]! - 90,
    }),
    'a saw-tooth far below its limit': csv(teeth(40), { container_spec_memory_limit_bytes: () => 2048 }),
    'a last value far from the ceiling': csv([...teeth(40).slice(0, 22), 430, 420], rss),
    'a kill in the same paste': [csv(teeth(40), rss), oomReport()],
    'eleven samples': csv(teeth(40).slice(5, 16), rss),
  },
  threshold: { below: csv(teeth(15), rss), at: csv(teeth(15.5), rss) },
  says: [/512 MiB/, /40 MiB/, /96 MiB/],
})

test('it is likely where the programs’ own memory was measured along, and only possible where not', () => {
  expect(findingIn('saw-tooth-cache', csv(teeth(40), rss))).toMatchObject({
    severity: 'notice',
    confidence: 'likely',
    bytes: 416 * MIB,
    arithmetic: [
      'container_memory_usage_bytes: 3 × from 524288 kB down to 483328 kB at the lowest and back',
      'container_memory_rss: 98304 kB → 98304 kB',
    ],
  })
  const alone = findingIn('saw-tooth-cache', csv(teeth(40)))
  expect(alone?.confidence).toBe('possible')
  expect(wordsOf(alone)).toContain('garbage collector')
})

test('a saw-tooth is no steady growth', () => {
  expect(idsIn(csv(teeth(40), rss))).not.toContain('linear-growth')
})
