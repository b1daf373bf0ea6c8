import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtures } from '../testing/fixtures.ts'
import { compress, expand, learn } from './coder.ts'
import { gunzip } from './gzip.ts'
import type { Parcel } from './parcel.ts'
import { pack, unpack } from './permalink.ts'

const paste = (text: string): Parcel => ({ sources: [{ name: 'paste', text }], view: {} })
const meminfo = fixtures.find(({ name }) => name === 'meminfo/linux-5.10')!.text
const packed = (parcel: Parcel) => pack(parcel)!

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('a\ud800', '\udc00', '\u0000', '内存', '🧠', '\r\n', ' '), { maxLength: 30 })
    .map((parts) => parts.join('')),
  fc.constantFrom(...fixtures.map(({ text }) => text.slice(0, 1500))),
)

const anyParcel: fc.Arbitrary<Parcel> = fc.record({
  sources: fc.array(fc.record({ name: fc.string({ unit: 'binary', maxLength: 20 }), text: anyText }), { maxLength: 3 }),
  view: fc.record(
    {
      snapshot: fc.nat(9),
      compare: fc.string(),
      panel: fc.string({ maxLength: 9 }),
      focus: fc.string({ maxLength: 20 }),
      language: fc.constantFrom('en' as const, 'zh' as const),
    },
    { requiredKeys: [] },
  ),
})

describe('a link', () => {
  test('brings back what went in, to the last character', () => {
    fc.assert(
      fc.property(anyParcel, (parcel) => {
        expect(unpack(packed(parcel))).toEqual({ state: 'whole', parcel })
      }),
      { numRuns: 40 },
    )
  })

  test('holds only characters that no chat, tracker or browser changes, and ends in a letter or digit', () => {
    fc.assert(
      fc.property(anyParcel, (parcel) => {
        expect(packed(parcel)).toMatch(/^#v1\.[0-9a-z]+\.[\w-]*[A-Za-z0-9]$/)
      }),
      { numRuns: 20 },
    )
  })

  test('survives line breaks and blanks that a mail program put into it', () => {
    const link = packed(paste(meminfo))
    expect(unpack(link.replace(/.{60}/g, '$&\n  '))).toEqual({ state: 'whole', parcel: paste(meminfo) })
  })

  test('is short: a whole /proc/meminfo fits a chat message several times over', () => {
    expect(packed(paste(meminfo)).length).toBeLessThan(500)
  })

  test('to texts that no address could carry is not made', () => {
    expect(pack(paste('x'.repeat(2 ** 19 + 1)))).toBeNull()
  })
})

describe('a broken link', () => {
  const log = fixtures
    .map(({ text }) => text.slice(0, 500))
    .join('')
    .slice(0, 8000)
  const link = packed(paste(log))
  const body = link.indexOf('.', 4) + 1

  test('cut off anywhere says so, and saves whole lines of what came', () => {
    fc.assert(
      fc.property(fc.integer({ min: body, max: link.length - 2 }), (end) => {
        const opened = unpack(link.slice(0, end))
        expect(opened).toMatchObject({ state: 'cut-off', got: end - body })
        if (opened?.state === 'cut-off' && opened.saved) {
          const saved = opened.saved.sources[0]?.text ?? ''
          expect(log.startsWith(saved)).toBe(true)
          expect(saved === '' || saved.endsWith('\n')).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('cut off late saves nearly all', () => {
    const opened = unpack(link.slice(0, Math.floor(link.length * 0.9)))
    expect(opened?.state === 'cut-off' && opened.saved?.sources[0]?.text.length).toBeGreaterThan(log.length * 0.7)
  })

  test('with one changed character says so, and saves what stands before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: body, max: link.length - 2 }), fc.constantFrom(...'Az09-_'), (at, character) => {
        fc.pre(link[at] !== character)
        const opened = unpack(link.slice(0, at) + character + link.slice(at + 1))
        expect(opened?.state).toBe('damaged')
        if (opened?.state === 'damaged' && opened.saved)
          expect(log.startsWith(opened.saved.sources[0]?.text ?? '')).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('with a character that was never in it is damaged, not cut off', () => {
    expect(unpack(`${link.slice(0, body + 200)}…${link.slice(body + 201)}`)).toMatchObject({ state: 'damaged' })
  })

  test('of a later version asks for a newer page', () => {
    expect(unpack('#v2.1a.whatever-it-may-be')).toEqual({ state: 'newer', version: 2 })
  })

  test('that claims to be huge is refused before it is opened', () => {
    const known = learn(new Uint8Array(0))
    expect(expand(compress(new Uint8Array(3000), known), known, 2999)).toMatchObject({ state: 'too-big' })
  })

  test('made of anything never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }).map((text) => `#gz=${text}`),
          fc.base64String().map((text) => `#v1.${text.length.toString(36)}.${text}`),
        ),
        (fragment) => {
          const opened = unpack(fragment)
          expect(opened === null || ['whole', 'cut-off', 'damaged', 'newer', 'too-big'].includes(opened.state)).toBe(
            true,
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('a fragment that is none of ours is left to others', () => {
  for (const fragment of ['', '#', '#free-lists', '#version', 'v1', '#gz']) expect(unpack(fragment)).toBeNull()
})

describe('a link that a shell made', () => {
  const gz = (text: string | Uint8Array) => gzipSync(text, { level: 9 })

  test.each([
    ['base64url', (bytes: Buffer) => bytes.toString('base64url')],
    ['base64 with padding', (bytes: Buffer) => bytes.toString('base64')],
    ['base64 in lines of 76', (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\n')],
    ['percent-encoded', (bytes: Buffer) => encodeURIComponent(bytes.toString('base64'))],
  ])('in %s opens', (_, encode) => {
    expect(unpack(`#gz=${encode(gz(meminfo))}`)).toEqual({
      state: 'whole',
      parcel: { sources: [{ name: 'link', text: meminfo }], view: {} },
    })
  })

  test('cut off is damaged, and gives what came', () => {
    const whole = gz(meminfo.repeat(30)).toString('base64url')
    const opened = unpack(`#gz=${whole.slice(0, -20)}`)
    expect(opened).toMatchObject({ state: 'damaged' })
    expect(opened?.state === 'damaged' && meminfo.repeat(30).startsWith(opened.saved?.sources[0]?.text ?? '?')).toBe(
      true,
    )
  })

  test('that opens to more than it may is refused', () => {
    expect(gunzip(gz(new Uint8Array(2 ** 20 + 1)), 2 ** 20)).toMatchObject({ state: 'too-big' })
    expect(gunzip(gz(new Uint8Array(2 ** 20)), 2 ** 20)).toMatchObject({ state: 'whole' })
  })
})

describe('links that were sent long ago', () => {
  const folder = join(import.meta.dirname, 'links')
  const links = readdirSync(folder).filter((file) => file.endsWith('.link.txt'))

  test.each(links)('%s opens', (file) => {
    const parcel: unknown = JSON.parse(readFileSync(join(folder, file.replace('.link.txt', '.json')), 'utf8'))
    expect(unpack(readFileSync(join(folder, file), 'utf8'))).toEqual({ state: 'whole', parcel })
  })

  test('their dictionary is what it was', () => {
    const digest = createHash('sha256')
      .update(readFileSync(join(import.meta.dirname, 'dictionary-v1.txt')))
      .digest('hex')
    expect(digest).toBe('9f50b28147e9dde219d95f909722f0647d4aa7afd017c5facc0c6e8d851520a4')
  })
})
