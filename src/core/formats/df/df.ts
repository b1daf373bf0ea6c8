import type { Problem } from '../../problem.ts'
import { joinLines, spanOf, tokens, type Line } from '../../text/line.ts'
import type { Figure, Span } from '../../text/source.ts'
import { KIB, type Bytes } from '../../units.ts'
import { sizeIn, type Scale } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** One mounted file system. Those of `tmpfs` live in RAM and swap. */
export interface FileSystem {
  readonly span: Span
  readonly filesystem: string
  /** With `-T`. */
  readonly type?: string
  readonly size?: Figure<Bytes>
  readonly used?: Figure<Bytes>
  readonly available?: Figure<Bytes>
  readonly mount: string
}

/** `df` in any unit and language. */
export interface Df {
  readonly filesystems: readonly FileSystem[]
}

//                              type                  sizes                          share  mount
const ROW =
  /^(\S+)\s+(?:([A-Za-z][\w.-]*)\s+)?(\d[\d.,]*[KMGTPE]?)i?B?\s+(\d[\d.,]*[KMGTPE]?)i?B?\s+(-?\d[\d.,]*[KMGTPE]?)i?B?\s+(?:\d+%|-)\s+(\/.*)$/i
/** `Filesystem 1K-blocks Used Available Use% Mounted on`, `文件系统 容量 已用 可用 已用% 挂载点`; the inodes of `-i` are no sizes. */
function isHead(text: string): boolean {
  const words = text.length < 120 ? text.split(/\s+/) : []
  return words.length >= 6 && words.length <= 9 && words.some((word) => /\D%$/.test(word)) && !/inode/i.test(text)
}

/** A device with a long name stands on a line of its own. */
const rowAt = (lines: readonly Line[], at: number): { row: Line; lines: number } | null => {
  const line = lines[at]
  if (!line || line.heading) return null
  if (ROW.test(line.text)) return { row: line, lines: 1 }
  const next = lines[at + 1]
  const joined = /^\S+$/.test(line.text) && next ? joinLines(line, next, ' ') : null
  return joined && ROW.test(joined.text) ? { row: joined, lines: 2 } : null
}

/** What a bare number counts: the block size in the head. */
function scaleOf(head: string): Scale {
  const blocks = /\s(\d*)([KMG]?)(i?)B?[- ](?:blocks|块|Blöcke|blocs|bloques)/i.exec(head)
  if (!blocks) return { unit: 1 }
  const letter = { '': 1, k: KIB, m: 2 ** 20, g: 2 ** 30 }[blocks[2]!.toLowerCase()] ?? 1
  return { unit: Number(blocks[1] || 1) * letter }
}

export const df = defineFormat({
  id: 'df',
  collect: 'df -k -t tmpfs -t devtmpfs',
  role: 'selection',
  starts: ['Filesystem', 'Dateisystem', 'Sys. de fichiers', 'S.ficheros', '文件系统', 'tmpfs', 'devtmpfs'],
  claim(lines, at) {
    let end = isHead(lines[at]!.text) ? at + 1 : at
    for (let row = rowAt(lines, end); row; row = rowAt(lines, end)) end += row.lines
    return end > at + 1 || (end > at && !isHead(lines[at]!.text)) ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const filesystems: FileSystem[] = []
    const scale = isHead(lines[0]!.text) ? scaleOf(lines[0]!.text) : { unit: KIB }
    for (let at = isHead(lines[0]!.text) ? 1 : 0; at < lines.length;) {
      const found = rowAt(lines, at)
      at += found?.lines ?? 1
      if (found) filesystems.push(fileSystemOf(found.row, scale, problems))
    }
    return { data: { filesystems }, problems }
  },
})

function fileSystemOf(line: Line, scale: Scale, problems: Problem[]): FileSystem {
  const [, filesystem, type, , , , mount] = ROW.exec(line.text)!
  const cells = tokens(line.text).slice(type === undefined ? 1 : 2, type === undefined ? 4 : 5)
  const [size, used, available] = (['size', 'used', 'available'] as const).map((name, index) =>
    sizeIn(line, cells[index]!, scale, name, problems),
  )
  return {
    span: spanOf(line),
    filesystem: filesystem!,
    ...(type === undefined ? {} : { type }),
    ...(size ? { size } : {}),
    ...(used ? { used } : {}),
    ...(available ? { available } : {}),
    mount: mount!,
  }
}
