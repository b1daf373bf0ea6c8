/** What every export says about itself, so that whoever holds it can tell what it was made from and open it again. */
export interface Stamp {
  /** Of the program that wrote it. */
  readonly version: string
  /** SHA-256, in hex, of the texts of all inputs as UTF-8, one after the other: what `cat FILE… | sha256sum` prints. */
  readonly digest: string
  /** A case line or the fragment of a link, by which Memledger opens the case again; null where it would be too long. */
  readonly reopen: string | null
}

/** The line that names program and input. The same in every language: it is compared, not read. */
export const stampLine = ({ version, digest }: Stamp): string => `Memledger ${version} · input SHA-256 ${digest}`
