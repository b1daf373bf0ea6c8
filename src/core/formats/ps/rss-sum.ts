import { spanOf } from '../../text/line.ts'
import { decimal } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { bytes, GIB, KIB, MIB, type Bytes } from '../../units.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'
import { columnsOfCommand } from './columns.ts'

/** The resident sizes of all processes, added up by a shell (`ps aux | awk '{sum+=$6} END {print sum/1024}'`). */
export interface RssSum {
  readonly rss: Figure<Bytes>
}

const NUMBER = /^(\d+(?:\.(\d+))?)(?:\s*(?:KB|KiB|kB|MB|MiB|M|GB|GiB|G)\b.*)?$/

/** Bytes of one unit of what the command prints; null where it does not add up RSS. */
function scaleOf(command: string | null): number | null {
  const column = /\bawk\b.*?\+=\s*\$(\d+)/.exec(command ?? '')?.[1]
  const columns = column === undefined ? null : columnsOfCommand(command!, true)
  if (columns?.[Number(column) - 1]?.field !== 'rss') return null
  const divided = command!.slice(command!.indexOf('awk')).match(/\/\s*1024\b/g)?.length ?? 0
  if (/\/\s*1048576\b/.test(command!)) return GIB
  return [KIB, MIB, GIB][divided] ?? null
}

export const rssSum = defineFormat({
  id: 'rssSum',
  collect: "ps aux | awk '{sum+=$6} END {print sum/1024}'",
  role: 'selection',
  starts: [],
  commands: ['awk'],
  claim: (lines, at) => (NUMBER.test(lines[at]!.text) && scaleOf(commandAbove(lines, at)) !== null ? 1 : 0),
  read([line], { heading }) {
    const [, digits, decimals] = NUMBER.exec(line!.text)!
    const scale = scaleOf(heading?.command ?? null) ?? KIB
    const span = spanOf(line!, 0, digits!.length)
    const value = bytes(Math.round((decimal(digits!) ?? 0) * scale))
    return { data: { rss: { value, span, within: scale / 10 ** (decimals?.length ?? 0) } }, problems: [] }
  },
})
