import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse } from 'scslre'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'

const CORE = join(import.meta.dirname, '../core')

interface Expression {
  readonly file: string
  readonly pattern: string
  readonly flags: string
}

/** Every regular expression that the core's files hold. */
const expressions: readonly Expression[] = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) => {
    const found: Expression[] = []
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      if ('regex' in node) found.push({ file, ...(node.regex as { pattern: string; flags: string }) })
      else Object.values(node).forEach(walk)
    }
    walk(parseAst(readFileSync(join(CORE, file), 'utf8'), { lang: 'ts' }))
    return found
  })

/** What the analysis says of an expression: how a text could make it take more than its share. */
const dangers = ({ pattern, flags }: Expression) => analyse({ source: pattern, flags: flags.replace('d', '') }).reports

/** Expressions that never meet a long text, or go on behind what they could not match; each says why. */
const BOUNDED: Readonly<Record<string, string>> = {
  'text/heading.ts': 'a command that stands alone has less than 100 characters',
  'text/habit.ts': 'a prefix has no more than 240 characters',
  'language/say.ts': 'the digits of a number',
  'redact/standard.ts': 'names of no more than 200 characters',
  'report/terminal.ts': 'blanks without a word behind them are taken as a whole',
  'formats/slub-failure/slub-failure.ts': 'a line of the kernel, as in `kernel-log`',
  'formats/vmstat-command/vmstat-summary.ts': 'what follows the blanks is never the end of the line',
}
/** The kernel's lines have 4096 characters at most, and no wide gaps: see `mayBeKernels`. */
const isBounded = ({ file }: Expression) => file in BOUNDED || file.startsWith(join('formats', 'kernel-log'))

// Whoever pastes a log does not vouch for its lines: one that costs the square of its length stops the reading of all.
describe('the work of an expression grows with the length of the text, never with its square', () => {
  test('there are expressions to look at', () => expect(expressions.length).toBeGreaterThan(400))

  test('none takes exponential time', () => {
    expect(expressions.filter((each) => dangers(each).some(({ exponential }) => exponential))).toEqual([])
  })

  test('none that meets a line of any length takes polynomial time', () => {
    expect(expressions.filter((each) => !isBounded(each) && dangers(each).length > 0)).toEqual([])
  })

  test.each(Object.keys(BOUNDED))('%s is in the list because it must be', (file) => {
    expect(expressions.some((each) => each.file === file && dangers(each).length > 0)).toBe(true)
  })
})
