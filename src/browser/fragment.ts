/** The fragment of the address where it is a link of ours (`#v1.…`, `#gz=…`), or null. */
export const linkInAddress = (): string | null => (/^#(?:v\d+\.|gz=)/.test(location.hash) ? location.hash : null)

/** Takes the link out of the address bar: what is on the page is no longer what it says. */
export function forgetLink(): void {
  if (linkInAddress() !== null) history.replaceState(null, '', location.pathname + location.search)
}

/** Puts another address, or another fragment, into the bar, and goes nowhere. */
export const setAddress = (address: string): void => history.replaceState(null, '', new URL(address, location.href))

/** The address of this page without a fragment or a wish for a language: what a link is put behind. */
export const pageAddress = (): string =>
  location.origin === 'null' ? location.href.replace(/[?#].*$/s, '') : location.origin + location.pathname

/** Takes the wish for a language out of the address: the reader has chosen one on the page. */
export function forgetLanguage(): void {
  const address = new URL(location.href)
  if (!address.searchParams.has('lang')) return
  address.searchParams.delete('lang')
  history.replaceState(null, '', address)
}
