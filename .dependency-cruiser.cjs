/**
 * Arrows only point inwards: what each folder may import (docs/architecture.md shows the picture).
 * `may` lists folders and packages; anything else is an error. Tests beside a file may import more.
 */
const rooms = {
  knowledge: ['knowledge'],
  machines: ['machines', 'knowledge', 'node_modules/xstate'],
  mocks: ['mocks', 'knowledge', 'node:crypto', 'node_modules/asn1js'],
  simulation: ['simulation', 'machines', 'mocks', 'knowledge', 'evidence', 'node_modules/xstate', 'node_modules/yaml', 'node_modules/zod', 'node:crypto'],
  evidence: ['evidence', 'knowledge', 'simulation/(world|calendar|certificates|identity|agenda|session|attachment|cloud-device|traffic)', 'mocks', 'node:crypto'],
  reports: ['reports', 'simulation', 'evidence', 'knowledge', 'node_modules/picocolors'],
  doors: [
    'doors', 'simulation', 'machines/questions', 'mocks', 'evidence', 'knowledge', 'node_modules/(msw|jose|@peculiar/x509|reflect-metadata|zod)',
    'node:(crypto|http|https|net|tls|stream|events)',
  ],
};

const packagePath = (p) => (p.startsWith('node_modules/') ? `(^|/)${p}/` : p.startsWith('node:') ? `^(node:)?${p.slice(5)}$` : `^${p}(/|\\.ts|$)`);

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room}-imports`,
      comment: `${room}/ may import only: ${may.join(', ')}`,
      severity: 'error',
      from: { path: `^${room}/`, pathNot: '\\.test\\.ts$' },
      to: { pathNot: may.map(packagePath) },
    })),
    { name: 'no-cycles', severity: 'error', from: { pathNot: '\\.test\\.ts$' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: ['\\.test\\.ts$', '\\.d\\.ts$', '^test/', '^bench/', '\\.config\\.'] }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|reports/out)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
