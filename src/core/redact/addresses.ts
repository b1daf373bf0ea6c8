import type { Form, Kind } from './kinds.ts'
import { isNobody } from './standard.ts'

/** Takes a stretch of a text that is a name by its shape alone. */
export type PutShape = (from: number, to: number, kind: Kind, form: Form) => void

/** Finds addresses, ids and domains wherever they stand; each pattern goes over the text once. */
export function shapesIn(text: string, put: PutShape): void {
  ipv4In(text, put)
  if (text.includes(':')) ipv6In(text, put)
  macsIn(text, put)
  idsIn(text, put)
  domainsIn(text, put)
}

const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g
/** What stands before a number of a version. */
const VERSION = /(?:\bv|\bver|version|release|[a-z]-|\.so|_)[ .:="]*$/i

/** Addresses in four decimal parts; those of no machine in particular are none, nor are versions. */
function ipv4In(text: string, put: PutShape): void {
  for (const match of text.matchAll(IPV4)) {
    const [address] = match
    const parts = address.split('.')
    if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) continue
    if (isEverybodys(parts.map(Number))) continue
    if (/^2\.[46]\.\d/.test(address) || VERSION.test(text.slice(Math.max(0, match.index - 12), match.index))) continue
    put(match.index, match.index + address.length, 'addresses', 'ipv4')
  }
}

/** Unspecified, loopback, a mask, the metadata service of clouds. */
const isEverybodys = ([a, b, c, d]: readonly number[]) =>
  a === 0 || a === 127 || a === 255 || (a === 169 && b === 254 && c === 169 && d === 254)

const COLONS = /(?<![\w:.])[\da-fA-F:]{3,39}(?:\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])/g

function ipv6In(text: string, put: PutShape): void {
  for (const match of text.matchAll(COLONS)) {
    // The colon of a sentence or of a port is none of the address.
    const address = match[0].endsWith('::') ? match[0] : match[0].replace(/:$/, '')
    if (isIpv6(address)) put(match.index, match.index + address.length, 'addresses', 'ipv6')
  }
}

/** Whether a text is an address in hexadecimal groups. Times, masks and addresses of devices have colons too. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::')
  const groups = text.split(':').filter((group) => group !== '')
  if (halves.length > 2 || groups.some((group) => group.length > 4 && !group.includes('.'))) return false
  if (halves.length === 1)
    return groups.length === 8 && !text.startsWith(':') && groups.some(({ length }) => length > 2)
  // `::1` is every machine's own; `a::b` is a name of C++.
  return groups.length < 8 && /^(?:[23][\da-f]{3}|f[cde][\da-f]{2}|64):/i.test(text)
}

const MAC = /(?<![\w:-])[\da-fA-F]{2}(?:([:-])[\da-fA-F]{2})(?:\1[\da-fA-F]{2}){4,18}(?![\w]|[:-][\da-fA-F]{2})/g

function macsIn(text: string, put: PutShape): void {
  for (const match of text.matchAll(MAC)) {
    const pairs = (match[0].length + 1) / 3
    const digits = match[0].replace(/[:-]/g, '')
    if (/^(?:0+|f+)$/i.test(digits)) continue
    // `MAC=` of a firewall's log is the addresses of both ends, then a type.
    const ends = pairs === 14 ? [0, 18] : [0]
    for (const end of ends) {
      const length = pairs === 14 ? 17 : match[0].length
      if (pairs === 6 || pairs === 8 || pairs === 14 || pairs === 20)
        put(match.index + end, match.index + end + length, 'macs', 'mac')
    }
  }
}

const UUID = /(?<![\da-f])[\da-f]{8}([-_])[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}(?![\da-f])/gi
const DIGEST = /(?<![\da-f])[\da-f]{64}(?![\da-f])/g
/** What the deployments of Kubernetes call their pods: without vowels, so that no word comes up (apimachinery, rand.go). */
const POD =
  /(?<![\w.-])[a-z0-9](?:[a-z0-9-]{0,52}?)-[bcdf-hj-np-tv-z2456789]{6,10}-[bcdf-hj-np-tv-z2456789]{5}(?![\w-])/g

function idsIn(text: string, put: PutShape): void {
  for (const { 0: id, index } of text.matchAll(UUID)) put(index, index + id.length, 'containers', 'uid')
  for (const { 0: id, index } of text.matchAll(DIGEST)) put(index, index + id.length, 'containers', 'id')
  for (const { 0: id, index } of text.matchAll(POD)) put(index, index + id.length, 'containers', 'pod')
}

/** Last labels that are of domains rather than of files. */
const TOP: ReadonlySet<string> = new Set(
  (
    'com net org edu gov mil int io dev app cloud online site xyz info biz local internal intranet corp lan home private localdomain test ' +
    'cn de uk fr jp ru nl ch at it es se no fi dk be cz kr tw hk sg au nz in br mx za eu us ca tv ai co me arpa'
  ).split(' '),
)
/** Domains that everybody writes in files of everybody. */
const PUBLIC =
  /(?:^|\.)(?:kernel\.org|kubernetes\.io|k8s\.io|gcr\.io|quay\.io|docker\.(?:io|com)|github\.com|githubusercontent\.com|debian\.org|ubuntu\.com|redhat\.com|centos\.org|fedoraproject\.org|opensuse\.org|suse\.com|almalinux\.org|rockylinux\.org|alpinelinux\.org|archlinux\.org|launchpad\.net|elrepo\.org|freedesktop\.org|systemd\.io|gnu\.org|python\.org|apache\.org|example\.(?:com|net|org)|[\w-]+\.example|cluster\.local|ec2\.internal|compute\.internal|localhost\.localdomain)$/i
const WORD = /(?<![\w.-])[a-z0-9][a-z0-9.-]{2,252}/gi
/** `co.uk`, `com.cn`: no one's. */
const SECOND = /^(?:com|net|org|edu|gov|ac|co)$/i

function domainsIn(text: string, put: PutShape): void {
  for (const match of text.matchAll(WORD)) {
    const name = match[0].replace(/(?<![.-])[.-]+$/, '')
    const dot = name.lastIndexOf('.')
    if (
      dot < 0 ||
      !TOP.has(name.slice(dot + 1).toLowerCase()) ||
      /^[_(=[]/.test(text.charAt(match.index + match[0].length))
    )
      continue
    putHostName(name, match.index, put)
  }
}

/** The name of a host, with its domain where it has one: `db1.corp.example` is a host and a domain. */
export function putHostName(name: string, from: number, put: PutShape): void {
  if (isNobody(name) || /^(?:pts|tty\d*|linux)$/i.test(name) || /^[\d.]+$/.test(name) || name.includes(':')) return
  const labels = name.split('.')
  if (labels.some((label) => label === '')) return
  if (labels.length === 1) {
    put(from, from + name.length, 'hosts', 'host')
    return
  }
  const top = labels.at(-1)!.toLowerCase()
  if (PUBLIC.test(name)) {
    // The machines of a public cloud have names of their own in its domain.
    const own = /^[\w-]+(?=\.(?:[\w-]+\.)?(?:ec2|compute)\.internal$)/i.exec(name)?.[0]
    if (own) put(from, from + own.length, 'hosts', 'host')
    return
  }
  const bare = TOP.has(top) && (labels.length === 2 || (labels.length === 3 && SECOND.test(labels[1]!)))
  const host = bare ? 0 : labels[0]!.length
  if (host > 0 && !isNobody(labels[0]!)) put(from, from + host, 'hosts', 'host')
  put(from + (host > 0 ? host + 1 : 0), from + name.length, 'domains', 'domain')
}
