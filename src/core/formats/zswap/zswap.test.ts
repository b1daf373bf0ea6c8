import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

const DEBUG = '/sys/kernel/debug/zswap'
const PARAMETERS = '/sys/module/zswap/parameters'

test('what the pool holds, and how it is set', () => {
  expect(
    factsIn(
      `${DEBUG}/stored_pages:36172\n${DEBUG}/pool_total_size:148152320\n${PARAMETERS}/enabled:Y\n${PARAMETERS}/max_pool_percent:20\n${PARAMETERS}/compressor:lzo-rle\n`,
    ),
  ).toEqual({
    'zswap[0].stored_pages': '36172',
    'zswap[0].pool_total_size': '148152320',
    'zswap[0].enabled': 'Y',
    'zswap[0].max_pool_percent': '20',
    'zswap[0].compressor': 'lzo-rle',
  })
})

test('files under prompts of their own stay in one moment', () => {
  const text = `# cat ${DEBUG}/stored_pages\n5\n# cat ${PARAMETERS}/enabled\nN\n`
  expect(factsIn(text)).toEqual({ 'zswap[0].stored_pages': '5', 'zswap[1].enabled': 'N' })
})

test.each([
  ['a count that is a word', `${DEBUG}/stored_pages:many\n`],
  ['one beyond any machine', `${DEBUG}/stored_pages:${'9'.repeat(30)}\n`],
])('%s is named', (_, text) => {
  expect(problemsIn('zswap', text)).toHaveLength(1)
  expect(factsIn(text)).toEqual({})
})

test('what grep could not read stands between', () => {
  const text = `${DEBUG}/stored_pages:5\ngrep: ${DEBUG}/secret: Permission denied\n${DEBUG}/pool_limit_hit:0\n`
  expect(kindsIn(text)).toEqual(['zswap'])
  expect(problemsIn('zswap', text)).toEqual([])
})
