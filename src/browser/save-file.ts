/** Gives the reader a file, as a download. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download reads it after this turn, and on slow disks well after.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
