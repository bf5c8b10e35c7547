/** Methods and paths of the contract without its schemas; made by vite.config.ts at build time. */
declare module 'virtual:contract' {
  import type { contract } from '../contract/contract.ts'
  const paths: typeof contract
  export default paths
}
