/**
 * Puts the program into `dist/bundle`: a small entry, and chunks that are loaded by the commands that need them, so that a
 * prompt does not wait for the reader of lab files.
 */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

rmSync(path('dist/bundle'), { recursive: true, force: true });
await build({
  entryPoints: { rtemu: path('dist/main.js') },
  outdir: path('dist/bundle'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Packages in CommonJS ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
