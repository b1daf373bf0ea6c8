import { expect, test } from 'vitest'
import { isElision } from './elision.ts'

test.each([
  '[...]',
  '...',
  '…',
  '(...snipped...)',
  '<snip>',
  '[ snip ]',
  '---- cut ----',
  ':',
  '{truncated}',
  '[skipping …]',
])('%s stands for lines that somebody left out', (text) => expect(isElision(text)).toBe(true))

test.each(['', 'x', '1.', 'Mem-Info:', '[ 1234]     0  1234', 'cutting edge', 'snip this'])('%s does not', (text) =>
  expect(isElision(text)).toBe(false),
)

test('blanks cost no more than other characters', () => {
  // By an expression of adjacent blanks this line took ten seconds.
  expect(isElision(`(${' '.repeat(90)}x`)).toBe(false)
  expect(isElision(`(${' '.repeat(4000)}x`)).toBe(false)
})
