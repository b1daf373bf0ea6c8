import { expect, test } from 'vitest'
import { languageOf } from './preferences.ts'

test.each([
  ['the address goes first', 'zh', '?lang=en', ['zh-CN'], 'en'],
  ['then what was chosen on the page', 'zh', '', ['en-US'], 'zh', 'en'],
  ['then the language in which a link was sent', null, '', ['en-US'], 'zh', 'zh'],
  ["then the browser's first language that the page speaks", null, '', ['de-DE', 'zh-TW', 'en'], 'zh'],
  ['a language that the page does not speak is no wish', null, '?lang=fr', ['en-GB'], 'en'],
  ['English where nothing fits', null, '', ['ja'], 'en'],
] as const)('%s', (_, preference, search, browser, language, link?: 'en' | 'zh') => {
  expect(languageOf(preference, search, browser, link)).toBe(language)
})
