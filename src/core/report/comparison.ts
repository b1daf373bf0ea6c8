import type { Report } from '../analyze.ts'
import type { Bridge } from '../comparison/bridge.ts'
import { compare, type Comparison } from '../comparison/compare.ts'
import { comparisonLabels, sayChange } from '../comparison/labels.ts'
import { pairsOf } from '../comparison/pairs.ts'
import type { RowsChange } from '../comparison/rows.ts'
import { sayComparison } from '../comparison/say.ts'
import type { Side } from '../comparison/side.ts'
import type { ZoneChange } from '../comparison/zones.ts'
import { hueOf } from '../figures/hues.ts'
import { documentWords } from '../language/document-words.ts'
import { sayBytes, sayCount, type Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import { harmless, printable } from './cited-lines.ts'
import type { Block, Row } from './blocks.ts'

/** Pairs that a document tells of, books of a pair, rows of a table: enough for a ticket. */
const MOST_PAIRS = 3
const MOST_BOOKS = 4
const MOST_ROWS = 8
/** Zones of large machines; those in which most changed are told. */
const MOST_ZONES = 6

/**
 * What changed: from the first snapshot to the last with its figures, and in a sentence each the latest steps between;
 * nothing where there is one snapshot alone.
 */
export function comparisonBlocks(report: Report, language: Language): Block[] {
  const { title, between } = comparisonLabels[language]
  return pairsOf(report, MOST_PAIRS).flatMap(([before, after], index): Block[] => {
    const comparison = compare(before, after)
    const { cautions, sentence } = sayComparison(comparison, language)
    const names = between(nameOf(before, language), nameOf(after, language))
    const colon = language === 'zh' ? '：' : ': '
    if (index > 0)
      return [{ kind: 'words', words: harmless([`**${names}**${colon}${sentence}`, ...cautions].join(' ')) }]
    return [
      { kind: 'heading', level: 2, words: harmless(title + colon + names) },
      ...[...cautions, sentence].map((each): Block => ({ kind: 'words', words: harmless(each) })),
      ...tablesOf(comparison, language),
    ]
  })
}

/** Snapshots are counted from one, and told by their time or file where they have one. */
const nameOf = ({ moment: { index, label } }: Side, language: Language): string => {
  const number = language === 'zh' ? `快照 ${index + 1}` : `snapshot ${index + 1}`
  return /^#\d+$/.test(label) ? number : `${number} (${label})`
}

function tablesOf({ bridges, zones, rows }: Comparison, language: Language): Block[] {
  return [
    ...bridges
      .filter(({ steps }) => steps.some(({ change }) => change !== 0))
      .slice(0, MOST_BOOKS)
      .flatMap((bridge) => bridgeBlocks(bridge, language)),
    ...zoneBlocks(zones, language),
    ...rows.flatMap((change) => rowBlocks(change, language)),
  ]
}

function bridgeBlocks({ scope, was, before, after, steps, untold }: Bridge, language: Language): Block[] {
  const words = comparisonLabels[language]
  const { account, unaccounted } = terms[language]
  const name = (id: (typeof steps)[number]['id'], own: string | null) =>
    id === 'unaccounted' ? unaccounted : own === null ? account[id] : printable(own)
  const ends = [0, after.bytes - before.bytes, ...steps.flatMap(({ from, to }) => [from, to])]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const at = (bytes: number) => (most === least ? 0 : (bytes - least) / (most - least))
  return [
    { kind: 'heading', level: 3, words: harmless(words.bridge(documentWords[language].scope(scope))) },
    {
      kind: 'table',
      columns: [
        { title: words.account },
        { title: words.before, right: true },
        { title: words.after, right: true },
        { title: words.change, right: true },
      ],
      rows: [
        { cells: [words.total(was, 'before'), sayBytes(before.bytes), '', ''], strong: true },
        ...steps
          .filter(({ change }) => change !== 0)
          .map((step): Row => ({
            cells: [
              name(step.id, step.name),
              sayBytes(step.before),
              sayBytes(step.after),
              sayChange(step.change, sayBytes),
            ],
            bar: {
              from: at(Math.min(step.from, step.to)),
              to: at(Math.max(step.from, step.to)),
              hue: hueOf(step.id),
              part: false,
            },
          })),
        {
          cells: [
            words.total(scope, 'after'),
            '',
            sayBytes(after.bytes),
            sayChange(after.bytes - before.bytes, sayBytes),
          ],
          strong: true,
        },
      ],
    },
    ...(untold.length > 0
      ? [
          {
            kind: 'words',
            words: harmless(
              untold
                .map(
                  ({ id, name: own, bytes, knownTo }) =>
                    `${unaccounted}: ${words.untold(name(id, own), sayBytes(bytes), knownTo)}`,
                )
                .join('; '),
            ),
          } as const,
        ]
      : []),
  ]
}

function zoneBlocks(zones: readonly ZoneChange[], language: Language): Block[] {
  const changed = zones.filter(({ orders }) => orders.some(({ change }) => change !== 0))
  if (changed.length === 0) return []
  const words = comparisonLabels[language]
  const shown = [...changed].sort((a, b) => Math.abs(b.freeBytes) - Math.abs(a.freeBytes)).slice(0, MOST_ZONES)
  const count = Math.max(...shown.map(({ orders }) => orders.length))
  const row = ({ node, zone, orders, freeBytes }: ZoneChange, say: (order: number) => string): Row => ({
    cells: [
      documentWords[language].node(node, printable(zone)),
      sayChange(freeBytes, sayBytes),
      ...Array.from({ length: count }, (_, order) => (order < orders.length ? say(order) : '')),
    ],
  })
  return [
    { kind: 'heading', level: 3, words: `${words.freeLists}: ${words.change}` },
    {
      kind: 'table',
      columns: [
        { title: words.zone },
        { title: words.freeBytes, right: true },
        ...Array.from({ length: count }, (_, order) => ({ title: String(order), right: true })),
      ],
      rows: shown.map((zone) => row(zone, (order) => sayChange(zone.orders[order]!.change, sayCount))),
    },
  ]
}

/** What changed most of a table, by name where many rows have one; the rest as a sum. */
function rowBlocks({ of, size, rows, byName }: RowsChange, language: Language): Block[] {
  const words = comparisonLabels[language]
  const changed = (byName ?? rows).filter(({ change }) => change !== null && change !== 0)
  if (changed.length === 0) return []
  const shown = changed.slice(0, MOST_ROWS)
  const rest = changed.slice(MOST_ROWS)
  const cell = (bytes: number | null) => (bytes === null ? '—' : sayBytes(bytes))
  return [
    { kind: 'heading', level: 3, words: words.of[of] },
    {
      kind: 'table',
      columns: [
        { title: words.name },
        { title: `${words.before} (${words.size[size]})`, right: true },
        { title: `${words.after} (${words.size[size]})`, right: true },
        { title: words.change, right: true },
        { title: '' },
      ],
      rows: shown.map(({ name, before, after, change, state, counts: [was, is] }) => ({
        cells: [
          printable(name),
          cell(before),
          cell(after),
          sayChange(change ?? 0, sayBytes),
          [
            ...(state === 'both' ? [] : [words.state[state]]),
            ...(was > 1 || is > 1 ? [words.count(was, is)] : []),
          ].join(', '),
        ],
      })),
    },
    ...(rest.length > 0
      ? [
          {
            kind: 'words',
            words: `${words.rest(
              rest.length,
              sayChange(
                rest.reduce((sum, { change }) => sum + (change ?? 0), 0),
                sayBytes,
              ),
            )}.`,
          } as const,
        ]
      : []),
  ]
}
