import { defineConfig } from 'vite';

/** The command line as one lazy bundle: each command loads its own chunk. Loaders of user code stay outside. */
export default defineConfig({
  build: {
    ssr: 'cli/joinlab.ts',
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node20',
    minify: true,
    rolldownOptions: { output: { entryFileNames: 'joinlab.js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
  ssr: { noExternal: true, external: ['ts-node', 'tsx', 'tsx/esm/api', 'typescript', 'msw', 'msw/node', 'jose', '@peculiar/x509', 'reflect-metadata'] },
});
