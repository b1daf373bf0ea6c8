/**
 * Brings a line of the source into view. On a wide screen the pane scrolls by itself; on a narrow one, where the source
 * stands below, the page goes there, but only when asked to (`always`).
 */
export function reveal(pane: HTMLElement | null, source: number, line: number, how: 'inside' | 'always'): void {
  if (!pane) return
  // A line in a fold is there one frame after its fold was opened.
  requestAnimationFrame(() => {
    const row = pane.querySelector<HTMLElement>(`[data-source="${source}"] [data-line="${line}"]`)
    if (!row) return
    if (pane.scrollHeight > pane.clientHeight) {
      const top = row.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop
      const seen = top >= pane.scrollTop + 60 && top <= pane.scrollTop + pane.clientHeight - 40
      if (!seen) pane.scrollTo({ top: top - pane.clientHeight / 3 })
    } else if (how === 'always') row.scrollIntoView({ block: 'center' })
  })
}
