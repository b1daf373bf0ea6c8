import { parseArgs } from 'node:util'
import { languages, type Language } from '../core/language/say.ts'

/** What to print. */
export type Output = 'terminal' | 'json' | 'facts' | 'markdown' | 'html' | 'link' | 'help' | 'version'

export interface Options {
  readonly output: Output
  readonly files: readonly string[]
  readonly language: Language
  /** Where the page of a link lives; empty for other outputs. */
  readonly base: string
  /** Names are replaced before anything is printed. */
  readonly redact: boolean
}

const OUTPUTS = ['json', 'facts', 'markdown', 'html', 'link', 'help', 'version'] as const

export const USAGE = `usage: memledger [options] FILE…

Reads what a Linux machine printed about its memory and says where the memory went.
FILE may be - for standard input; several FILEs are several snapshots, in order.

  (none)          a report to read in a terminal
  --json          the whole analysis as one JSON document
  --facts         one fact a line: path, tab, value
  --markdown      the report for a ticket
  --html          one HTML file with the whole page and the case inside; works offline
  --link BASE     a permalink on BASE (https://host/app/)
  --redact        with any of these: replaces names of hosts, users, processes … and addresses first
  --lang en|zh    language of prose; default from LANG, else en
  --help          this text
  --version       the version

Exit status: 0 something was recognised, 1 nothing was, 2 wrong usage or an unreadable file.
`

/** What the arguments ask for, or in a few words what is wrong with them. */
export function optionsOf(args: readonly string[], locale: string): Options | string {
  const parsed = parse(args)
  if (typeof parsed === 'string') return parsed
  const { values, positionals: files } = parsed
  const chosen = OUTPUTS.filter((output) => values[output] !== undefined)
  if (chosen.includes('help')) return { output: 'help', files, language: 'en', base: '', redact: false }
  if (chosen.includes('version')) return { output: 'version', files, language: 'en', base: '', redact: false }
  if (chosen.length > 1) return `--${chosen[0]} and --${chosen[1]} exclude each other`
  const language = languages.find((each) =>
    values.lang === undefined ? locale.startsWith(each) : values.lang === each,
  )
  if (values.lang !== undefined && !language) return `--lang takes ${languages.join(' or ')}, not ${values.lang}`
  if (files.length === 0) return 'no FILE; - is standard input, --help tells more'
  if (files.filter((file) => file === '-').length > 1) return 'standard input can be read once only'
  return {
    output: chosen[0] ?? 'terminal',
    files,
    language: language ?? 'en',
    base: values.link ?? '',
    redact: values.redact ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        facts: { type: 'boolean' },
        markdown: { type: 'boolean' },
        html: { type: 'boolean' },
        link: { type: 'string' },
        redact: { type: 'boolean' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    // Node words it in a sentence or two; the first says what is wrong.
    return error instanceof Error ? error.message.split(/\. |\n/)[0]! : String(error)
  }
}
