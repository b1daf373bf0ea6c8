import { readFile, type Unread } from '../files/read-file.ts'
import type { Stamp } from '../core/report/stamp.ts'
import type { Source } from '../core/text/source.ts'
import type { Opened } from '../share/permalink.ts'
import type { Parcel } from '../share/parcel.ts'
import { askOnce, received, started } from './client.ts'
import type { CaseFile, FileQuestion } from './case-files.ts'
import type { RedactQuestion, SafeCase } from './safe-case.ts'
import type { Wire } from './wire.ts'

/** What the page has done beside it now and then, each by a worker that ends with its answer. */

/** The fragment of a link; null where the texts are too big for any link. */
export const packInWorker = (parcel: Parcel): Promise<string | null> =>
  askOnce(linkWorker(), { pack: parcel }, async () => (await import('../share/permalink.ts')).pack(parcel))

/** Opens the fragment of a link; null where it is none of ours. */
export const unpackInWorker = (fragment: string): Promise<Opened | null> =>
  askOnce(linkWorker(), { unpack: fragment }, async () => (await import('../share/permalink.ts')).unpack(fragment))

/** The case in an export or around a link; null where the text holds none. */
export const reopenInWorker = (text: string): Promise<Opened | null> =>
  askOnce(linkWorker(), { reopen: text }, async () => (await import('../share/reopen.ts')).reopen(text))

/** The stamp of a file, with the whole case in it: of a large one the digest and the packing take their time. */
export const stampInWorker = (parcel: Parcel): Promise<Stamp> =>
  askOnce(linkWorker(), { stamp: parcel }, async () => (await import('../share/stamp.ts')).stampOf(parcel))

/** The stamp of a text for people. */
export const textStampInWorker = (parcel: Parcel): Promise<Stamp | null> =>
  askOnce(linkWorker(), { textStamp: parcel }, async () => (await import('../share/text-stamp.ts')).textStampOf(parcel))

/** To make a text of more than this would hold the page up. */
const LONG = 4 * 2 ** 20

/** The texts of files, in their order; and which could not be read, and why. */
export async function readFiles(files: readonly File[]): Promise<{ sources: Source[]; unread: Unread[] }> {
  const sources: Source[] = []
  const unread: Unread[] = []
  for (const file of files) {
    const text = await (file.size > LONG ? askOnce(linkWorker(), { read: file }, () => readFile(file)) : readFile(file))
    if (typeof text === 'string') sources.push({ name: file.name, text })
    else unread.push({ name: file.name, code: text.code })
  }
  return { sources, unread }
}

const linkWorker = () =>
  started('link', () => new Worker(new URL('./link.worker.ts', import.meta.url), { type: 'module' }))

/** A case without its names and the report on it. */
export async function redactInWorker(question: RedactQuestion): Promise<SafeCase> {
  const wire = await askOnce<Wire | null>(redactWorker(), question, async () => null)
  if (wire === null) return (await import('./safe-case.ts')).safeCase(question)
  // The worker put the case on it.
  return (await received(wire)) as SafeCase
}

/** A file that holds the case. */
export const fileInWorker = (question: FileQuestion): Promise<CaseFile> =>
  askOnce(redactWorker(), { file: question }, async () => (await import('./case-files.ts')).fileOf(question))

const redactWorker = () =>
  started('redact', () => new Worker(new URL('./redact.worker.ts', import.meta.url), { type: 'module' }))
