const REGISTER =
  /^(?:[RE]?(?:[ABCD]X|[SD]I|[BSI]P)|R\d\d|[CDEFGS]S|CR\d|DR\d|EFLAGS|ORIG_RAX|PKRU|Code|NIP|LR|MSR|REGS|CTR|GPR\d+|DAR|pc|lr|sp|pstate|x\d+|r\d+) ?:/
const TRACE =
  /^(?:Call [Tt]race|Backtrace|Stack|Workqueue|Krnl (?:PSW|GPRS|Code)|Last Breaking-Event-Address):|^<\/?[A-Z]+>|^Tainted: \[|^--- (?:interrupt|Exception)/
const DUMP = /^[0-9a-f]{8}(?:[0-9a-f]{8})?(?: [0-9a-f]{8}(?:[0-9a-f]{8})?)+$/

/** The line from which on a call trace is looked for where no report is open. */
export const beginsStack = (text: string): boolean => text.includes('+0x') || text.startsWith('Call ')

/** Call traces and what is printed around them. */
export function isStack(text: string): boolean {
  return (
    text.includes('+0x') ||
    text.startsWith('[<') ||
    text.startsWith('? ') ||
    TRACE.test(text) ||
    REGISTER.test(text) ||
    DUMP.test(text)
  )
}
