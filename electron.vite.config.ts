import { resolve } from 'node:path'

import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const alias = { '@shared': resolve(root, 'electron/shared') }

/**
 * Everything is bundled: the package then carries no `node_modules`, starts faster, and cannot
 * bring the Claude executable along by accident. `electron` itself stays external.
 */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      lib: { entry: resolve(root, 'electron/main.ts'), formats: ['es'] },
      rollupOptions: { external: ['electron'] },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'chrome130',
      lib: { entry: resolve(root, 'electron/preload.ts') },
      // A sandboxed preload must be CommonJS.
      rollupOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    resolve: { alias: { ...alias, '@': resolve(root, 'renderer/src') } },
    plugins: [react(), tailwindcss()],
    build: {
      target: 'chrome130',
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
