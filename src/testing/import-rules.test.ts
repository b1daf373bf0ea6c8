import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Plants lines that break the rules of the house in a tree of its own, and asks the linter about them. */

const root = join(import.meta.dirname, '../..')
const forbidden: readonly [file: string, code: string][] = [
  ['src/core/text/planted.ts', "import '../formats/index.ts'"],
  ['src/core/text/planted.ts', "import 'react'"],
  ['src/core/formats/free/planted.ts', "import '../../ledger/host.ts'"],
  ['src/core/formats/planted.ts', "import '../snapshot/record.ts'"],
  ['src/core/snapshot/planted.ts', "import '../findings/rule.ts'"],
  ['src/core/snapshot/planted.ts', "import '../ledger/host.ts'"],
  ['src/core/ledger/planted.ts', "import '../findings/rule.ts'"],
  ['src/core/ledger/planted.ts', "import '../report/json.ts'"],
  ['src/core/formats/free/planted.ts', "import 'papaparse'"],
  ['src/core/findings/planted.ts', "import '../report/json.ts'"],
  ['src/core/findings/planted.ts', "import '../../i18n/en.ts'"],
  ['src/core/comparison/planted.ts', "import '../report/json.ts'"],
  ['src/core/report/planted.ts', "import 'papaparse'"],
  ['src/core/planted.ts', "import '../ui/App.tsx'"],
  ['src/core/planted.ts', "import '../state/session.ts'"],
  ['src/core/planted.ts', "import 'zustand'"],
  ['src/core/planted.ts', "import 'node:fs'"],
  ['src/core/planted.ts', "export const lazy = () => import('../ui/App.tsx')"],
  ['src/core/planted.ts', "export const ask = () => fetch('/')"],
  ['src/core/planted.ts', 'export const ask = () => new XMLHttpRequest()'],
  ['src/core/planted.ts', "export const ask = () => new WebSocket('wss://x')"],
  ['src/core/planted.ts', 'export const page = () => document.title'],
  ['src/core/planted.ts', 'export const page = () => window.name'],
  ['src/core/planted.ts', 'export const clock = () => Date.now()'],
  ['src/core/planted.ts', 'export const chance = () => Math.random()'],
  ['src/core/planted.ts', 'export const kept = () => localStorage.length'],
  ['src/core/planted.ts', 'export const loose = (value: any) => value'],
  ['src/share/planted.ts', "import '../ui/App.tsx'"],
  ['src/share/planted.ts', "import '../state/session.ts'"],
  ['src/worker/planted.ts', "import '../ui/App.tsx'"],
  ['src/cli/planted.ts', "import '../ui/App.tsx'"],
  ['src/cli/planted.ts', "import '../i18n/en.ts'"],
  ['src/ui/planted.tsx', "import { create } from 'zustand'"],
  ['src/ui/findings/planted.tsx', "import { BarChart } from 'recharts'"],
  ['src/ui/planted.tsx', "export const ask = () => fetch('/')"],
  ['src/browser/planted.ts', "import '../ui/App.tsx'"],
]
const allowed: readonly [file: string, code: string][] = [
  ['src/core/formats/free/planted.ts', "import '../../text/line.ts'"],
  ['src/core/formats/free/planted.ts', "import '../../units.ts'"],
  ['src/core/formats/free/planted.ts', "import '../format.ts'"],
  ['src/core/formats/free/planted.ts', "import '../kernel-log/cut.ts'"],
  ['src/core/findings/planted.ts', "import '../ledger/account.ts'"],
  ['src/core/report/planted.ts', "import '../language/say.ts'"],
  ['src/cli/planted.ts', "import '../share/permalink.ts'\nimport 'node:fs'"],
  ['src/ui/ledger/planted.tsx', "export { BarChart } from 'recharts'"],
  ['src/ui/planted.tsx', "import '../core/analyze.ts'"],
]

const RULES = /no-restricted|no-explicit-any/

/** The rules that each planted file breaks, in one run over all of them. */
function plant(files: readonly (readonly [file: string, code: string])[]): string[][] {
  const tree = mkdtempSync(join(tmpdir(), 'memledger-rules-'))
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))
    const names = files.map(([file], index) => file.replace('planted', `planted-${index}`))
    files.forEach(([, code], index) => {
      mkdirSync(join(tree, dirname(names[index]!)), { recursive: true })
      writeFileSync(join(tree, names[index]!), `${code}\n`)
    })
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: tree, encoding: 'utf8' })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }
    return names.map((name) =>
      diagnostics.filter(({ filename, code }) => filename === name && RULES.test(code)).map(({ code }) => code),
    )
  } finally {
    rmSync(tree, { recursive: true })
  }
}

describe('the linter refuses', () => {
  const broken = plant(forbidden)
  test.each(forbidden.map(([file, code], index) => [file, code, index] as const))(
    'in %s: %s',
    (_file, _code, index) => {
      expect(broken[index]).toHaveLength(1)
    },
  )
})

describe('the linter allows', () => {
  const broken = plant(allowed)
  test.each(allowed.map(([file, code], index) => [file, code, index] as const))('in %s: %s', (_file, _code, index) => {
    expect(broken[index]).toEqual([])
  })
})

/** What formats share stands in files of its own; a reader is the file that has its folder's name. */
test('no format imports the reader of another', () => {
  const formats = join(root, 'src/core/formats')
  const broken = readdirSync(formats, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file.includes('/'))
    .flatMap((file) => {
      const imports = readFileSync(join(formats, file), 'utf8').matchAll(
        /^import (?!type )[^']*'\.\.\/([\w-]+)\/\1\.ts'/gm,
      )
      return [...imports].map(([line]) => `${file}: ${line}`)
    })
  expect(broken).toEqual([])
})
