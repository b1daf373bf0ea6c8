/** Tells when the browser begins and ends to print, or to show how it would; gives back how to stop listening. */
export function whilePrinting(tell: (on: boolean) => void): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const media = matchMedia('print')
  media.addEventListener('change', () => tell(media.matches), { signal })
  addEventListener('beforeprint', () => tell(true), { signal })
  addEventListener('afterprint', () => tell(false), { signal })
  return () => ended.abort()
}

/** What stands at the foot of every page (`print.css`); the text is ours, and quoted as CSS wants it. */
export function stampPages(text: string): void {
  document.documentElement.style.setProperty('--paper-stamp', JSON.stringify(text))
}

/** Opens the browser's printing, from which a PDF can be saved too. */
export const printPage = (): void => print()
