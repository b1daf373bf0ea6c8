import type { Report } from '../analyze.ts'
import type { Stamp } from './stamp.ts'

/**
 * `memledger-db-3-1f2e3d4c-ledgers.csv`: whose memory, which input, what of it. Letters, digits, dots and hyphens alone, so
 * that it means nothing to a shell, a web server or any file system.
 */
export function fileName(report: Report, { digest }: Stamp, extension: string, part = ''): string {
  const verdict = report.moments[report.findings[0]?.snapshot ?? 0]
  const host = verdict?.host ?? report.moments.find((moment) => moment.host !== null)?.host
  const label = plain(host ?? report.sources[0]?.name ?? '')
  const words = ['memledger', label, digest.slice(0, 8), plain(part)].filter((word) => word !== '')
  return `${words.join('-')}.${extension}`
}

const plain = (text: string) =>
  text
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, 40)
    .replace(/^[-.]+|(?<![-.])[-.]+$/g, '')
