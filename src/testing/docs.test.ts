import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { USAGE } from '../cli/options.ts'
import { analyze } from '../core/analyze.ts'
import { catalogue, type FindingId } from '../core/findings/catalogue.ts'
import type { Finding } from '../core/findings/diagnose.ts'
import { rules } from '../core/findings/index.ts'
import { speak } from '../core/findings/speak.ts'
import { thresholds } from '../core/findings/thresholds.ts'
import { factsOf } from '../core/facts/facts.ts'
import { formats, logFormats } from '../core/formats/index.ts'
import { jsonReport } from '../core/report/json.ts'
import { fixtures } from './fixtures.ts'

/** The documents for users are held to the code. */

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The names of an object's members at any depth; what stands under `data` belongs to the facts. */
function members(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(members)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [key, ...(key === 'data' ? [] : members(each))])
}

const articles = ['missing-half', 'no-big-blocks', 'growing-container', 'killed-with-48-gb-free']
const pastes = [
  ...articles.map((name) => read(`e2e/fixtures/${name}.txt`)),
  ...readdirSync(join(ROOT, 'src/core/findings/fixtures')).map((file) => read(`src/core/findings/fixtures/${file}`)),
  ...fixtures.map(({ text }) => text),
]

test('docs/json.md names every member of the document', () => {
  const found = new Set(
    pastes.flatMap((text) => {
      const sources = [{ name: 'paste', text }]
      return members(jsonReport(analyze(sources), sources, 'en', { version: '', digest: '', reopen: null }))
    }),
  )
  const document = read('docs/json.md')
  expect([...found].filter((name) => !document.includes(`"${name}"`))).toEqual([])
})

test('README lists the options of the command line', () => {
  const readme = read('README.md')
  for (const [option] of USAGE.matchAll(/--(?!help|version)[a-z]+/g)) expect(readme).toContain(`\`${option}`)
})

/** `[3]` → `[i]`, and the second `[j]`, the third `[k]`; keys that the kernel names as `<key>` where there are many. */
const pathOf = (path: string) => {
  let depth = 0
  return path.replace(/\[\d+\]/g, () => `[${'ijklm'[depth++]}]`)
}

test('docs/facts.md lists every fact', async () => {
  const sections = [...formats, ...logFormats]
    .map(({ id, collect }) => ({ id, collect, facts: new Map<string, string>() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map<string, (typeof sections)[number]>(sections.map((section) => [section.id, section]))
  for (const { kind, text } of fixtures) {
    for (const { path, value } of factsOf(analyze([{ name: '', text }]).records)) {
      if (!path.startsWith(`${kind}[`)) continue
      const { facts } = byId.get(kind)!
      const name = pathOf(path)
      if (!facts.has(name)) facts.set(name, value)
    }
  }
  const clip = (value: string) => (value.length > 48 ? `${value.slice(0, 47)}…` : value)
  const code = (value: string) => `\`${value.replaceAll('|', '\\|').replaceAll('`', "'")}\``
  const text = [
    '# Facts',
    '',
    '`--facts` prints one fact a line, `path<TAB>value`, sorted by place in the input. `kind[i]` counts the records of a kind',
    'in the order of the input, from 0. Sizes are bytes; counts, ids and masks as printed; a list is joined by commas; text as',
    'it stands. What the input does not hold is no line: never 0, never "unknown".',
    '',
    'This list is written by a test from the dumps in `src/core/formats/*/fixtures`, with a value from one of them.',
    'Where a file names its own keys the kernel’s names stand here as found; a key that is not listed is printed as well.',
    ...sections.flatMap(({ id, collect, facts }) => [
      '',
      `## ${id}`,
      '',
      `    ${collect}`,
      '',
      '| path | example |',
      '| --- | --- |',
      ...[...facts].map(([path, value]) => `| ${code(path)} | ${code(clip(value))} |`),
    ]),
    '',
  ].join('\n')
  await expect(text).toMatchFileSnapshot(join(ROOT, 'docs/facts.md'))
})

test('docs/findings.md lists every finding', async () => {
  const examples = new Map<FindingId, Finding>()
  for (const text of pastes) {
    for (const finding of analyze([{ name: '', text }]).findings) {
      if (!examples.has(finding.id)) examples.set(finding.id, finding)
    }
  }
  const codes = (ids: readonly string[] = []) => ids.map((id) => `\`${id}\``).join(', ')
  const reasons: Readonly<Record<string, object>> = thresholds
  const sections = Object.entries(catalogue).map(([number, id]) => {
    const rule = rules.find((each) => each.id === id)!
    const example = examples.get(id)
    const { reason, ...numbers } = { reason: '', ...reasons[id] }
    return [
      `## ${number} \`${id}\``,
      ...(example
        ? [[speak(example, 'en').title, speak(example, 'zh').title].map((title) => `> ${title}`).join('\n>\n')]
        : []),
      ...(reason === ''
        ? []
        : [
            `${Object.entries(numbers)
              .map(([name, value]) => `${name} = ${value}`)
              .join(', ')}. ${reason}`,
          ]),
      ...(rule.explains ? [`Explains ${codes(rule.explains)}.`] : []),
      ...(rule.silences ? [`Silences ${codes(rule.silences)}.`] : []),
      `Reference: ${codes(rule.reference)}.`,
    ].join('\n\n')
  })
  const text = [
    '# Findings',
    'What Memledger can conclude, under the ids that scripts rely on. Under each stand a title from one of the dumps in the',
    'tests, the numbers from which on the rule speaks and why these (shares are of RAM where nothing else is said, sizes are',
    'bytes; none of them is a constant of the kernel), which other findings it explains or makes untrue, and where it can be checked.',
    '',
    'A test writes this list from the rules in `src/core/findings`.',
    '',
    sections.join('\n\n'),
    '',
  ].join('\n')
  await expect(text).toMatchFileSnapshot(join(ROOT, 'docs/findings.md'))
})
