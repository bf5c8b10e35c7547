// Who may import whom. The words (rules, contract, action, store, provider) are explained in docs/architecture.md.
const test = String.raw`(\.test\.tsx?|\.test-support\.ts)$`
const installed = ['npm', 'npm-dev', 'npm-optional']

/** Nothing but `allowed` may be imported from `folder`; tests in it may take what they need to test. */
const only = (name, comment, folder, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: folder, pathNot: test },
  to: { pathNot: allowed },
})

/** Only `allowed` may import `what`. */
const onlyFrom = (name, comment, what, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: [test, '^tests/', '^scripts/', '^bench/', '^chaos/', ...allowed] },
  to: { path: what },
})

module.exports = {
  forbidden: [
    only('rules-alone', 'Rules are pure: values in, values out.', '^src/rules/', ['^src/rules/', 'libphonenumber-js']),
    only('contract-alone', 'The contract knows rules and schemas.', '^src/contract/', [
      '^src/(contract|rules)/',
      '/zod/',
      '/@orpc/contract/',
    ]),
    {
      name: 'web-apart',
      comment: 'The screens know the contract, the rules, themselves and packages.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: [test, '^src/web/vite.config.ts$'] },
      to: { pathNot: '^src/(web|contract|rules)/', dependencyTypesNot: [...installed, 'unknown', 'undetermined'] },
    },
    {
      name: 'own-store',
      comment: "A feature's SQL is its own: others call its actions.",
      severity: 'error',
      from: { path: '^src/server/features/([^/]+)/', pathNot: test },
      to: { path: '^src/server/features/[^/]+/[^/]*store[.]ts$', pathNot: '^src/server/features/$1/' },
    },
    onlyFrom(
      'no-foreign-store',
      'Only a feature itself imports its SQL.',
      '^src/server/features/[^/]+/[^/]*store[.]ts$',
      ['^src/server/features/'],
    ),
    onlyFrom('connections', 'Everything else holds a transaction, never a connection.', 'node_modules/(@types/)?pg/', [
      '^src/server/(database/|start[.]ts|main[.]ts|http/auth[.]ts|live/hub[.]ts)',
      '^src/server/pipeline/(process[.]ts|inbound/inbound[.]ts|outbound/outbound[.]ts)',
    ]),
    onlyFrom('provider-by-port', 'Everyone but the wiring knows the port alone.', '^src/server/provider/gupshup/', [
      '^src/server/provider/gupshup/',
      '^src/server/start[.]ts$',
      '^src/cli/read-webhook[.]ts$',
    ]),
    {
      name: 'provider-alone',
      comment: 'The provider knows no database, no jobs, no web server.',
      severity: 'error',
      from: { path: '^src/server/provider/', pathNot: test },
      to: {
        path: ['^src/server/(?!provider/)', '^src/contract/', 'node_modules/(@types/)?(pg|kysely|pg-boss|fastify)/'],
      },
    },
    {
      name: 'simulator-alone',
      comment: 'The simulator is a second opinion: nothing of ours reaches it.',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src|scripts|tests|bench|chaos)/' },
    },
    {
      name: 'simulator-in-sandbox-only',
      comment: 'A production start never loads the simulator: main.ts alone, by a dynamic import.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '^simulator/', dynamic: false },
    },
    onlyFrom('simulator-by-main', 'Only main.ts starts the simulator.', '^simulator/', [
      '^simulator/',
      '^src/server/main[.]ts$',
    ]),
    {
      name: 'no-screens-in-server',
      comment: 'Server and web meet in the contract.',
      severity: 'error',
      from: { path: '^src/server/', pathNot: test },
      to: { path: '^src/web/' },
    },
    {
      name: 'no-test-code',
      comment: 'What runs knows nothing of its tests.',
      severity: 'error',
      from: { path: '^(src|simulator|scripts)/', pathNot: [test, '^simulator/test-bench[.]ts$'] },
      to: { path: [test, '^(tests|bench|chaos)/', '^simulator/test-bench[.]ts$'] },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs in production is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(src|simulator)/', pathNot: [test, '^simulator/test-bench[.]ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      comment: 'Nobody imports it, and it starts nothing.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [test, '[.]d[.]ts$', '^(scripts|src/cli|simulator/(phone|control))/', '^[^/]+[.](ts|cjs)$'],
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
}
