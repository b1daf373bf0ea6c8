import { sha256 } from '@noble/hashes/sha2.js'
import { stampLine, type Stamp } from '../core/report/stamp.ts'

/** The whole page as one classic script and one style sheet: browsers load no modules from disk. */
export interface Program {
  readonly script: string
  readonly style: string
}

/** What a file holds beside the program. */
export interface Inside {
  readonly title: string
  /** Of the words in it, as HTML names it. */
  readonly language: string
  /** What is seen where no script runs, in a mail's preview for one. HTML, escaped by whoever wrote it. */
  readonly body: string
  /** Null for a page without a case. */
  readonly stamp: Stamp | null
}

/**
 * The page in one HTML file. It asks for nothing: its policy names its own script and style by their hash, lets no other
 * run and connects nowhere. A blob may be a worker, and an image of the page's own making may be drawn.
 */
export function oneFile({ script, style }: Program, { title, language, body, stamp }: Inside): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data: blob:',
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${stamp === null ? '' : `<meta name="generator" content="${stampLine(stamp)}">\n`}<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style id="style">${style}</style>
</head>
<body>
<div id="root">${body}</div>
${stamp === null ? '' : `<footer class="stamp">${stampLine(stamp)}</footer>\n`}${stamp?.reopen ? `<script type="text/plain" id="case">${stamp.reopen}</script>\n` : ''}<script id="program">${script}</script>
</body>
</html>
`
}

/** The program as it may stand in a document: nothing in it ends its element, and it hashes to what a browser sees. */
export const embeddable = ({ script, style }: Program): Program => ({
  // In a string, a template and an expression `\x3c` is what `<` is.
  script: script.replace(/\r\n?/g, '\n').replace(/<(?=!--|\/?script)/gi, '\\x3c'),
  style: style.replace(/\r\n?/g, '\n').replace(/<(?=\/style)/gi, '\\3c '),
})

const STYLE = ['<style id="style">', '</style>'] as const
const SCRIPT = ['<script id="program">', '</script>'] as const

/** The program of a file that `oneFile` has written; null where the text is none. */
export function programIn(html: string): Program | null {
  const style = between(html, STYLE)
  const script = between(html, SCRIPT)
  return style === null || script === null ? null : { script, style }
}

function between(html: string, [open, close]: readonly [string, string]): string | null {
  const from = html.lastIndexOf(open)
  const to = html.indexOf(close, from)
  return from < 0 || to < 0 ? null : html.slice(from + open.length, to)
}

const hashOf = (text: string) => `sha256-${base64(sha256(new TextEncoder().encode(text)))}`
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;' }
const escaped = (text: string) => text.replace(/[&<]/g, (character) => ENTITIES[character]!)
