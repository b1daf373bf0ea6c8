import fc from 'fast-check'

/** The same chance texts in every run of the test command; `SEED=$RANDOM npx vitest run` looks for new ones. */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20251120) })
