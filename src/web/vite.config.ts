import { minifyContractRouter } from '@orpc/contract'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contract } from '../contract/contract.ts'

/** The client needs methods and paths only; without the schemas zod stays out of the first page. */
const contractPaths: Plugin = {
  name: 'contract-paths',
  resolveId: (id) => (id === 'virtual:contract' ? '\0contract' : null),
  load: (id) => (id === '\0contract' ? `export default ${JSON.stringify(minifyContractRouter(contract))}` : null),
}

const vendor = (name: string, packages: string) => ({
  name,
  test: new RegExp(`node_modules[\\\\/](${packages})[\\\\/]`),
})

// Not at the root of the repository: Vitest would take it for its own.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractPaths],
  html: { cspNonce: '{{nonce}}' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // These know light-dark() and nesting; what older ones need would be written in their place.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            vendor('react', 'react|react-dom|scheduler'),
            vendor('mantine', '@mantine/(core|hooks|notifications|store)|@floating-ui'),
            vendor('tanstack', '@tanstack'),
          ],
        },
      },
    },
  },
})
