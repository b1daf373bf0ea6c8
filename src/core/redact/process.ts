import type { Line } from '../text/line.ts'
import { isPublicProgram } from './programs.ts'
import { putIn, type Put } from './place.ts'
import { isKernelThread, isNobody } from './standard.ts'

/** `(sd-pam)`, `-bash`, `postgres:`, `[java]`: what stands around a name and is none of it. */
const BEFORE = /^(?:-(?=[a-zA-Z])|\(|\[)/
const BEHIND = /(?:[)\]:]|\]:)$/

/** The name of a process as the kernel has it (`comm`): it may hold blanks. */
export function putComm(line: Line, from: number, to: number, put: Put): void {
  const text = line.text.slice(from, to)
  const start = from + (BEFORE.exec(text)?.[0].length ?? 0)
  const end = to - (BEHIND.exec(text)?.[0].length ?? 0)
  const name = line.text.slice(start, end)
  if (isKernelThread(name) || isKernelThread(text) || isNobody(name)) return
  // Scripts and programs from `/usr/bin` can have their directory in their name: it tells nothing else.
  putIn(line, start, end, isPublicProgram(name) ? 'programs' : 'processes', 'process', put)
}

const PUBLIC_DIRECTORY =
  /^(?:\.?\/)?(?:(?:usr\/)?(?:local\/)?(?:s?bin|lib(?:64|exec)?|lib\/(?:systemd|jvm|postgresql))\/)?$/

/** A command line: the program, then its arguments. The program's own directory goes with the arguments. */
export function putCommand(line: Line, from: number, to: number, put: Put): void {
  const text = line.text.slice(from, to)
  if (/^\[.*\]/.test(text)) {
    putComm(line, from, from + text.lastIndexOf(']') + 1, put)
    return
  }
  const blank = text.search(/\s/)
  const end = blank < 0 ? to : from + blank
  const name = from + line.text.slice(from, end).lastIndexOf('/') + 1
  const behind = end + (blank < 0 ? 0 : /^\s*/.exec(line.text.slice(end, to))![0].length)
  // A kernel thread without its brackets, as `top` prints it.
  if (isKernelThread(text)) return
  if (!PUBLIC_DIRECTORY.test(line.text.slice(from, name))) {
    putIn(line, from + (text.startsWith('/') ? 1 : 0), name - 1, 'commands', 'directory', put)
  }
  putComm(line, name, end, put)
  if (line.text.slice(behind, to) !== '<defunct>') putIn(line, behind, to, 'commands', 'arguments', put)
}
