import type { Report } from '../analyze.ts'
import { plainValue } from '../facts/plain-value.ts'
import { speak } from '../findings/speak.ts'
import type { Language } from '../language/say.ts'
import type { AnyRecord, LineRange } from '../snapshot/record.ts'
import type { Source, Span } from '../text/source.ts'
import { jsonCourse } from './json-course.ts'
import { jsonBooks, jsonLedger } from './json-books.ts'
import { jsonComparisons } from './json-comparison.ts'
import type { Stamp } from './stamp.ts'
import { generatorOf } from './table-json.ts'

/** The analysis as the JSON document of docs/json.md, schema `memledger/1`. */
export function jsonReport(
  report: Report,
  sources: readonly Source[],
  language: Language,
  stamp: Stamp | null = null,
): unknown {
  const snapshotOf = new Map(report.moments.flatMap(({ index, records }) => records.map((each) => [each.id, index])))
  const place = ({ source, line }: Span) => ({ input: source, line })
  const strip = (text: string) => text.replace(/\*\*|`/g, '')
  return {
    schema: 'memledger/1',
    ...(report.partial ? { partial: true } : {}),
    inputs: sources.map(({ name, text }, index) => ({
      name,
      bytes: utf8Length(text),
      lines: report.sources[index]?.lines ?? 0,
    })),
    records: report.records.map((record) => ({
      id: record.id,
      kind: record.kind,
      input: record.source,
      lines: extentOf(record),
      ...(record.ranges.length > 1 ? { ranges: record.ranges } : {}),
      snapshot: snapshotOf.get(record.id) ?? null,
      time: record.time,
      host: record.host,
      ...(record.problems.length > 0
        ? { problems: record.problems.map(({ code, span, what }) => ({ code, what, ...place(span) })) }
        : {}),
      data: plainValue(record.data),
    })),
    snapshots: report.moments.map((moment) => ({
      index: moment.index,
      label: moment.label,
      time: moment.time,
      host: moment.host,
      kernel: moment.machine.release?.value ?? null,
      ledger: moment.ledger && jsonLedger(moment.ledger),
      ...jsonBooks(moment),
      zones: moment.zones.map(({ node, zone, pageSize, free, freeBytes, largestFreeOrder, ...indices }) => ({
        node,
        zone,
        pageBytes: pageSize,
        free,
        freeBytes,
        largestFreeOrder,
        unusableIndex: indices.unusableIndex,
        fragmentationIndex: indices.fragmentationIndex,
      })),
    })),
    courses: report.courses.map(jsonCourse),
    comparisons: jsonComparisons(report, language),
    findings: report.findings.map((finding) => {
      const spoken = speak(finding, language)
      return {
        id: finding.id,
        severity: finding.severity,
        confidence: finding.confidence,
        snapshot: finding.snapshot,
        under: finding.under,
        bytes: finding.bytes,
        title: strip(spoken.title),
        text: strip(spoken.text),
        arithmetic: finding.arithmetic,
        actions: spoken.actions.map(({ do: step, risk }) => strip(risk === undefined ? step : `${step} (${risk})`)),
        evidence: finding.evidence.map((span) => ({
          ...place(span),
          text: sources[span.source]?.text.slice(span.from, span.to) ?? '',
        })),
      }
    }),
    unrecognised: report.coverage.flatMap(({ source, unrecognised }) => {
      const extents = report.records.filter((record) => record.source === source).map(extentOf)
      return outside(unrecognised, extents).map((lines) => ({ input: source, lines }))
    }),
    ...(stamp === null ? {} : { generator: generatorOf(stamp) }),
  }
}

/** From the first to the last line, the heading included: every line is in one record or not recognised. */
function extentOf({ ranges, headingLine }: AnyRecord): LineRange {
  const first = ranges[0]?.[0] ?? 0
  return [headingLine !== null && headingLine < first ? headingLine : first, ranges.at(-1)?.[1] ?? first]
}

/**
 * The parts of `ranges` that no extent holds. A report of the log may have other programs' lines between its own: they
 * are within its `lines`, and `ranges` tells which lines are its own.
 */
function outside(ranges: readonly LineRange[], extents: readonly LineRange[]): LineRange[] {
  const sorted = [...extents].sort(([a], [b]) => a - b)
  const left: LineRange[] = []
  let next = 0
  /** The last line that an extent so far holds. */
  let held = 0
  for (const [first, last] of ranges) {
    let from = first
    for (; next < sorted.length && sorted[next]![0] <= last; next++) {
      const [begins, ends] = sorted[next]!
      from = Math.max(from, held + 1)
      if (begins > from) left.push([from, begins - 1])
      held = Math.max(held, ends)
    }
    from = Math.max(from, held + 1)
    if (from <= last) left.push([from, last])
  }
  return left
}

/** UTF-8 bytes of a text, without an encoder: the core has no platform to ask. */
function utf8Length(text: string): number {
  let count = text.length
  // Dumps are ASCII but for a word here and there.
  for (const [run] of text.matchAll(/[^\0-\x7f]+/g)) {
    for (const character of run) {
      const code = character.codePointAt(0) ?? 0
      count += (code < 0x800 ? 2 : code < 0x10000 ? 3 : 4) - character.length
    }
  }
  return count
}
