import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const DIST = join(import.meta.dirname, '../dist')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.sh': 'text/x-shellscript',
}

/** Serves `dist/` as any static host would, below a path that is not the root; the address is in `ADDRESS`. */
export default async function serve(): Promise<() => void> {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('There is no dist/index.html: npm run build first.')
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname
    const file = normalize(join(DIST, path.replace(/^\/some\/path\//, '/')))
    const served = file.endsWith('/') ? `${file}index.html` : file
    if (
      !path.startsWith('/some/path/') ||
      !served.startsWith(DIST) ||
      !existsSync(served) ||
      !statSync(served).isFile()
    ) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(served)] ?? 'application/octet-stream' })
    createReadStream(served).pipe(response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  process.env['ADDRESS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/path/`
  return () => server.close()
}
