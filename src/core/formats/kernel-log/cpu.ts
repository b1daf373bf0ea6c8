import type { Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote } from '../../text/source.ts'

/** Who ran on which kernel and machine (lib/dump_stack.c, dump_stack_print_info). */
export interface Runner {
  readonly cpu?: Figure
  readonly uid?: Figure
  readonly pid?: Figure
  readonly comm?: Quote
  /** The release, as `uname -r` prints it. */
  readonly kernel?: Quote
  /** The letters of the taint flags; absent where it says `Not tainted`. */
  readonly tainted?: Quote
}

//                  CPU: 3        UID: 0          PID: 1234      Comm: java     Kdump: loaded    Tainted: G  OE   5.14.0-362.el9 #1
const NEW =
  /^CPU:\s*(\d+)\s+(?:UID:\s*(\d+)\s+)?PID:\s*(\d+)\s+Comm:\s*(.*?)(?:\s+Kdump: loaded)?(?:\s+(Not tainted|Tainted:\s*[A-Z -]+)|$)/d
//                  Pid: 168,     comm: xenwatch         Tainted: GF ---------------    2.6.32-358.el6 #1
const OLD = /^Pid:\s*(\d+)\s*,\s*comm:\s*(.*?)(?:\s+(Not tainted|Tainted:\s*[A-Z -]+)|$)/d
const RELEASE = /(?<=ainted|(?<![\w.+~-]))(\d+\.\d[\w.+~-]*)\s+#\d/d

export function readRunner(line: Line): Runner {
  const found = NEW.exec(line.text)
  const old = found ? null : OLD.exec(line.text)
  const release = RELEASE.exec(line.text)
  const at = (match: RegExpExecArray | null, group: number) => match?.indices?.[group]
  const figure = (range: [number, number] | undefined) => (range && readFigure(line, ...range)) ?? undefined
  const quote = (range: [number, number] | undefined) =>
    range && range[0] < range[1] ? quoteAt(line, range[0], range[1]) : undefined
  const cpu = figure(at(found, 1))
  const uid = figure(at(found, 2))
  const pid = figure(at(found, 3) ?? at(old, 1))
  const comm = quote(at(found, 4) ?? at(old, 2))
  const kernel = quote(at(release, 1))
  const taint = at(found, 5) ?? at(old, 3)
  const tainted = taint && line.text.startsWith('Tainted', taint[0]) ? letters(line, taint) : undefined
  return {
    ...(cpu && { cpu }),
    ...(uid && { uid }),
    ...(pid && { pid }),
    ...(comm && { comm }),
    ...(kernel && { kernel }),
    ...(tainted && { tainted }),
  }
}

/** `Tainted: G        W  OE` without the fill. */
function letters(line: Line, [from, to]: readonly [number, number]): Quote | undefined {
  const { span } = quoteAt(line, from, to)
  const value = line.text.slice(from + 'Tainted:'.length, to).replace(/[\s-]+/g, '')
  return value ? { value, span } : undefined
}

/** `Hardware name: VMware, Inc. VMware Virtual Platform/…, BIOS 6.00 04/05/2016` */
export function readHardware(line: Line): Quote | undefined {
  const from = /^Hardware name:\s*/.exec(line.text)?.[0].length
  return from === undefined || from === line.text.length ? undefined : quoteAt(line, from, line.text.length)
}

/** Functions of a call trace, innermost first; what the kernel only found on the stack (`?`) is left out. */
export function functionsOf(lines: readonly Line[]): string[] {
  return lines.flatMap(({ text }) => {
    const found = /(\? +)?(?<![\w.])([A-Za-z_][\w.]*)\+0x[\da-f]+\/0x[\da-f]+/.exec(text)
    return found && !found[1] && !text.startsWith('RIP') ? [found[2]!] : []
  })
}
