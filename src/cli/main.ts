import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { version } from '../../package.json'
import { analyze, type Report } from '../core/analyze.ts'
import { factsOf } from '../core/facts/facts.ts'
import { jsonReport } from '../core/report/json.ts'
import { DEFAULT_SWITCHES } from '../core/redact/kinds.ts'
import { redact } from '../core/redact/redact.ts'
import { markdownReport } from '../core/report/markdown.ts'
import { terminalReport } from '../core/report/terminal.ts'
import type { Source } from '../core/text/source.ts'
import { decode } from '../files/decode.ts'
import { textOfPicture } from '../files/picture.ts'
import { caseFile } from '../share/case-file.ts'
import { programIn, type Program } from '../share/one-file.ts'
import { pack, type Opened } from '../share/permalink.ts'
import { reopen } from '../share/reopen.ts'
import { stampOf } from '../share/stamp.ts'
import { textStampOf } from '../share/text-stamp.ts'
import { optionsOf, USAGE, type Options } from './options.ts'

/** The world, as far as the command line touches it. */
export interface World {
  /** The bytes of a file, or of standard input for `-`; throws where it can't be read. */
  read(file: string): Uint8Array
  /** The one-file page; throws where it is not built. */
  page(): string
  out(text: string): void
  err(text: string): void
  /** The variable LANG. */
  readonly locale: string
}

/** 0 something was recognised; 1 nothing was; 2 wrong usage or an unreadable file. */
export type Status = 0 | 1 | 2

/** In a few words, why something can't be done. */
interface Problem {
  readonly problem: string
}

/** The command line. What it prints depends on the input and the options alone. */
export function main(args: readonly string[], world: World): Status {
  const options = optionsOf(args, world.locale)
  if (typeof options === 'string') return fail(options, world)
  if (options.output === 'help') world.out(USAGE)
  else if (options.output === 'version') world.out(`${version}\n`)
  else return report(options, world)
  return 0
}

function report(options: Options, world: World): Status {
  const sources: Source[] = []
  let partial = false
  for (const file of options.files) {
    const text = readText(file, world)
    if (typeof text !== 'string') return fail(`${file}: ${text.problem}`, world)
    const inside = reopen(text)
    if (inside === null) sources.push({ name: file === '-' ? 'standard input' : basename(file), text })
    else if (inside.state === 'whole') {
      sources.push(...inside.parcel.sources)
      partial ||= inside.parcel.partial === true
    } else return fail(`${file}: ${CASES[inside.state]}`, world)
  }
  const read = analyze(sources, partial)
  const given = options.redact ? redact(sources, read, DEFAULT_SWITCHES).sources : sources
  // What is printed of a redacted case comes from its own text alone.
  const analysis = options.redact ? analyze(given, partial) : read
  const text = print(options, analysis, given, world)
  if (typeof text !== 'string') return fail(text.problem, world)
  world.out(text)
  return analysis.records.length > 0 ? 0 : 1
}

function print(
  { output, language, base }: Options,
  analysis: Report,
  sources: readonly Source[],
  world: World,
): string | Problem {
  const carried = { sources, ...(analysis.partial ? { partial: true as const } : {}) }
  const parcel = { ...carried, view: { language } }
  switch (output) {
    case 'json':
      return `${JSON.stringify(jsonReport(analysis, sources, language, stampOf(parcel)), null, 2)}\n`
    case 'facts':
      return factsOf(analysis.records)
        .map(({ path, value }) => `${path}\t${value}\n`)
        .join('')
    case 'markdown':
      return markdownReport(analysis, sources, language, textStampOf(parcel))
    case 'link': {
      const fragment = pack({ ...carried, view: {} })
      return fragment
        ? `${base.replace(/#.*$/s, '')}${fragment}\n`
        : { problem: 'too big for a link: give less, or attach the file itself' }
    }
    case 'html': {
      const program = programFrom(world)
      return program
        ? caseFile(program, analysis, sources, language, stampOf(parcel))
        : { problem: 'the one-file page is missing: npm run build makes it' }
    }
    default:
      return terminalReport(analysis, sources, language, stampOf(parcel, null))
  }
}

function programFrom(world: World): Program | null {
  try {
    return programIn(world.page())
  } catch {
    return null
  }
}

/** The text of a file, gzip opened. */
function readText(file: string, world: World): string | Problem {
  try {
    const bytes = world.read(file)
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    return decode(plain) ?? textOfPicture(plain) ?? { problem: 'not a text' }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

/** Why the case in an export can't be read. A part of it would be another case: nothing is printed of that. */
const CASES: Readonly<Record<Exclude<Opened['state'], 'whole'>, string>> = {
  'cut-off': 'the case in it was cut off',
  damaged: 'the case in it is damaged',
  newer: 'the case in it was written by a newer Memledger',
  'too-big': 'the case in it opens to more than may be read',
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory',
  EACCES: 'permission denied',
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return PROBLEMS[code] ?? error.message.split('\n')[0]!
}

function fail(message: string, world: World): Status {
  world.err(`memledger: ${message}\n`)
  return 2
}
