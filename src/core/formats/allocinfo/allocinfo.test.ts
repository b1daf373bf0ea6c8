import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

const HEAD = 'allocinfo - version: 1.0\n#     <size>  <calls> <tag info>\n'

test('a call site is read with its module', () => {
  const text = `${HEAD}     4206592        4 net/netfilter/nf_conntrack_core.c:2567 [nf_conntrack] func:nf_ct_alloc_hashtable\n`
  expect(factsIn(text)).toEqual({
    'allocinfo[0].sites[0].size': '4206592',
    'allocinfo[0].sites[0].calls': '4',
    'allocinfo[0].sites[0].site': 'net/netfilter/nf_conntrack_core.c:2567',
    'allocinfo[0].sites[0].function': 'nf_ct_alloc_hashtable',
    'allocinfo[0].sites[0].module': 'nf_conntrack',
  })
})

test('what sort leaves of it, below its prompt, is read too', () =>
  expect(
    factsIn('# sort -g /proc/allocinfo|tail -1|numfmt --to=iec\n1.2G 31168 mm/page_ext.c:270 func:alloc_page_ext\n')[
      'allocinfo[0].sites[0].size'
    ],
  ).toBe('1288490189'))

test('an amount nobody prints is named', () =>
  expect(problemsIn('allocinfo', `${HEAD}12xyz 4 mm/slub.c:1 func:f\n`)).toEqual(['unknown-unit: 12xyz']))

test('rows that nobody named are not taken', () => expect(kindsIn('12 4 mm/slub.c:1 func:f\n')).toEqual([]))
