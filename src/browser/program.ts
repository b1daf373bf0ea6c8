import type { Program } from '../share/one-file.ts'

declare global {
  /** Set by `memledger.html.js`: the one-file page as a string. */
  var memledgerPage: string | undefined
}

/** The program of this page where it is one file itself, else null. */
export function ownProgram(): Program | null {
  const script = document.getElementById('program')?.textContent ?? ''
  const style = document.getElementById('style')?.textContent ?? ''
  return script === '' ? null : { script, style }
}

/**
 * The one-file page as text. It comes as a script, because the page may connect to nowhere; null where it could not be
 * loaded.
 */
export function onePage(): Promise<string | null> {
  return new Promise((resolve) => {
    if (globalThis.memledgerPage !== undefined) return resolve(globalThis.memledgerPage)
    const script = document.createElement('script')
    script.src = './memledger.html.js'
    script.onload = () => resolve(globalThis.memledgerPage ?? null)
    script.onerror = () => resolve(null)
    document.head.append(script)
  })
}

/** The case that this page holds in itself, as its line, or null. */
export const caseInPage = (): string | null => document.getElementById('case')?.textContent ?? null
