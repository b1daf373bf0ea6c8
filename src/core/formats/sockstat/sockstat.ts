import type { Problem } from '../../problem.ts'
import { spanOf, tokens } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/**
 * /proc/net/sockstat (net/ipv4/proc.c, sockstat_seq_show), by protocol and the kernel's own words: counts of sockets,
 * `mem` in pages (of all network namespaces for TCP), `memory` of FRAG in bytes.
 */
export interface Sockstat {
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, Figure>>
}

const ROW = /^(sockets|TCP|UDP|UDPLITE|RAW|FRAG|TCP6|UDP6|UDPLITE6|RAW6|FRAG6):\s+[a-z]+\s+\d/

export const sockstat = defineFormat({
  id: 'sockstat',
  collect: 'cat /proc/net/sockstat',
  role: 'state',
  files: /(?:^|\/)net\/sockstat6?$/,
  starts: ['sockets: ', 'TCP: ', 'TCP6: '],
  claim(lines, at) {
    let end = at
    while (end < lines.length && ROW.test(lines[end]!.text) && (end === at || !lines[end]!.text.startsWith('sockets')))
      end++
    return end - at
  },
  read(lines) {
    const fields = new Map<string, Map<string, Figure>>()
    const problems: Problem[] = []
    for (const line of lines) {
      const [protocol, ...words] = tokens(line.text)
      const name = protocol!.text.replace(/:$/, '')
      const values = fields.get(name) ?? new Map<string, Figure>()
      fields.set(name, values)
      for (let index = 0; index < words.length; index += 2) {
        const value = words[index + 1]
        const figure = value && readFigure(line, value.from, value.to)
        if (figure) values.set(words[index]!.text, figure)
        else problems.push({ code: value ? 'not-a-number' : 'cut-off', span: spanOf(line), what: words[index]!.text })
      }
    }
    return { data: { fields }, problems }
  },
})
