import { expect, test } from 'vitest'
import { short, shortBytes } from './short.ts'

test.each([
  [0, '0'],
  [9999, '9999'],
  [127146, '127k'],
  [2398537, '2.4M'],
  [91829260, '92M'],
])('%i blocks are %s', (count, text) => expect(short(count)).toBe(text))

test.each([
  [0, '0'],
  [8192, '8K'],
  [520790016, '497M'],
  [1034 * 2 ** 20, '1.0G'],
  [35 * 2 ** 30, '35G'],
])('%i bytes are %s', (bytes, text) => expect(shortBytes(bytes)).toBe(text))
