import { defineConfig } from 'vite';

export default defineConfig({
  // The server answers at /playground and hands out what lies beside it.
  base: '/playground/',
  build: {
    target: 'es2022',
    // Every asset a file of our own origin. (The editor's font is a data: URL in its package's CSS.)
    assetsInlineLimit: 0,
    // Monaco alone is larger than the default mark; it is loaded once and cached for good.
    chunkSizeWarningLimit: 4000,
    // "use client" in React libraries means nothing here, and a hundred warnings hide a true one.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
