import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** `vite build` makes the page; `vite build --mode cli` makes the command line from the same core. */
export default defineConfig(({ mode }) =>
  mode === 'cli'
    ? {
        publicDir: false,
        build: {
          ssr: 'src/cli/main.ts',
          outDir: 'dist/cli',
          target: 'node20',
          rollupOptions: { output: { entryFileNames: 'memledger.js' } },
        },
        ssr: { noExternal: true },
      }
    : {
        base: './',
        plugins: [react()],
        test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
      },
)
