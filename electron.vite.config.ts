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
      // x11: dbus-next asks for it only where the bus must be found through an X display.
      rollupOptions: {
        external: ['electron', 'x11'],
        // node-fetch knows an abort signal by the name of its class; renamed, every request of grammY's would fail.
        output: { keepNames: true },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
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
      // Nothing inlined: the page's policy takes fonts and images from 'self' alone.
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
