import type { Problem } from '../problem.ts'
import type { Heading } from '../text/heading.ts'
import type { Line } from '../text/line.ts'
import type { Bytes } from '../units.ts'

/** What a reader makes of its lines. */
export interface Parsed<Data> {
  /**
   * Plain data (it crosses the worker boundary) in the shape of the contract: `facts/facts.ts` prints it as it stands.
   * Sizes in bytes; what the input lacks is absent. The members `fields` and `rows` add no step to a fact's path.
   */
  readonly data: Data
  readonly problems: readonly Problem[]
}

/** What stands around a dump. */
export interface Context {
  /** The prompt or head above the dump. */
  readonly heading: Heading | null
  /** The file that the heading, or `grep` before each line, names. */
  readonly path: string | null
  /** Bytes of a page on this machine, for files that count in pages; 4096 unless the paste tells. */
  readonly pageSize: Bytes
}

/**
 * How records of a format make snapshots.
 * - `state`: a picture of one moment; the same kind of the same subject again is the next moment.
 * - `selection`: what a command chose to show of a moment (`ps aux | head`); only the same command again is the next one.
 * - `event`: something that happened at a time of its own (a log report); opens no snapshot.
 * - `fact`: true of the machine at any moment (`uname`); opens no snapshot.
 */
export type Role = 'state' | 'selection' | 'event' | 'fact'

interface Readable<Id extends string, Data> {
  /** Its name in `docs/facts.md`. */
  readonly id: Id
  /** The shell command that prints it. */
  readonly collect: string
  readonly role: Role
  /** Reads the lines that `claim` (or the log's cutter) gave. Never throws. */
  read(lines: readonly Line[], context: Context): Parsed<Data>
  /** What a record is about where one moment has several: a node, a cgroup, a process. The host where absent. */
  subject?(data: Data, context: Context): string
}

/** A dump that stands in one block of lines. */
export interface Format<Id extends string, Data> extends Readable<Id, Data> {
  /** How a first line can begin (three characters at least). No expression runs on lines that begin otherwise. */
  readonly starts: readonly string[]
  /** Tells a first line that can begin with any name. It is tried on every line, so it must fail soon on most. */
  readonly mark?: RegExp
  /** Words of a command whose output this is, where the output alone does not tell (`vmware-toolbox-cmd`: `7097 MB`). */
  readonly commands?: readonly string[]
  /**
   * The paths of the files with this content. Where a prompt, a `==> file <==` head or `grep` names such a file, this
   * format is asked before any other, with the path; so a bare number can be told (`cat memory.current`).
   */
  readonly files?: RegExp
  /** Tried on lines whose first word ends with a colon, where no literal can tell (`free` in another language). */
  readonly shape?: RegExp
  /** The dump may have a head of words above the line that `shape` tells. */
  readonly headed?: boolean
  /** How many lines from `at` on are this dump; 0 where it is none. `lines[at - 1]` may be the heading. */
  claim(lines: readonly Line[], at: number, path?: string | null): number
}

/** A report of the kernel log; `kernel-log/cut.ts` finds its lines among those of other programs. */
export interface LogFormat<Id extends string, Data> extends Readable<Id, Data> {
  readonly role: 'event'
}

export const defineFormat = <const Id extends string, Data>(format: Format<Id, Data>): Format<Id, Data> => format
export const defineLogFormat = <const Id extends string, Data>(format: LogFormat<Id, Data>): LogFormat<Id, Data> =>
  format
