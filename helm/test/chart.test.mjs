import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {chart, documents, helm, here, template} from './helm.mjs'
import {withTable} from './readme.mjs'
import {mistakes} from './types.mjs'

const write = process.env.GOLDEN_WRITE === '1'
const cases = readdirSync(join(here, 'cases'))
const values = one => join(here, 'cases', one, 'values.yaml')
const crds = join(here, '..', '..', 'crds')
const rendered = Object.fromEntries(cases.map(one => [one, template(values(one), '--set', 'crds.install=false,monitoring.dashboards=false')]))

test('the chart passes helm lint --strict with every set of values', () => {
  for (const one of cases) {
    const {ok, stdout, stderr} = helm('lint', '--strict', chart, '--values', values(one))
    assert.ok(ok, `${one}: ${stdout}${stderr}`)
  }
})

for (const one of cases) {
  test(`${one}: the manifests are the expected ones (helm/test/run --write writes them anew)`, () => {
    const expected = join(here, 'cases', one, 'expected.yaml')
    if (write) writeFileSync(expected, rendered[one])
    assert.equal(rendered[one], existsSync(expected) ? readFileSync(expected, 'utf8') : '')
  })
}

test('every manifest has the fields that Kubernetes knows, and no others', () => {
  assert.deepEqual(mistakes(cases.flatMap(one => documents(rendered[one]))), [])
})

test('a misspelt field, a wrong type and a missing field are found', () => {
  const found = mistakes(documents(`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: misspelt}
spec: {maxUnavailabel: 1}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: wrong}
spec: {replicas: two, selector: {}, template: {}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: short}
spec: {replicas: 2, selector: {}}
`))
  assert.match(found.join('\n'), /PodDisruptionBudget\/misspelt: .*"maxUnavailabel"' does not exist/)
  assert.match(found.join('\n'), /Deployment\/short: .*"template"' is missing/)
  assert.match(found.join('\n'), /Deployment\/wrong: Type 'string' is not assignable to type 'number'/)
})

test('the chart brings the definitions of crds/, word for word', () => {
  for (const file of readdirSync(crds).filter(name => name.endsWith('.yaml'))) {
    const truth = readFileSync(join(crds, file), 'utf8')
    if (write) writeFileSync(join(chart, 'files', 'crds', file), truth)
    assert.equal(readFileSync(join(chart, 'files', 'crds', file), 'utf8'), truth, `${file}: run helm/test/run --write`)
  }
})

test('a rendered definition is the one of crds/, and stays when the release goes', () => {
  const definitions = documents(template(values('smallest'))).filter(one => one.kind === 'CustomResourceDefinition')
  const truths = readdirSync(crds).filter(name => name.endsWith('.yaml')).map(name => parse(readFileSync(join(crds, name), 'utf8')))
  assert.equal(definitions.length, truths.length)
  for (const truth of truths) {
    const definition = definitions.find(one => one.metadata.name === truth.metadata.name)
    assert.deepEqual(definition.metadata.annotations, {'helm.sh/resource-policy': 'keep'})
    assert.deepEqual({...definition, metadata: {name: definition.metadata.name}}, truth)
  }
})

const refused = readdirSync(join(here, 'refused')).filter(name => name.endsWith('.yaml'))
for (const one of refused) {
  test(`refused: ${basename(one, '.yaml').replaceAll('-', ' ')}`, () => {
    const file = join(here, 'refused', one)
    const [, words] = /^# (.*)/.exec(readFileSync(file, 'utf8'))
    const {ok, stderr} = helm('template', 'meddevo-operator', chart, '--values', file)
    assert.ok(!ok, 'helm accepted it')
    assert.ok(stderr.includes(words), `expected "${words}" in:\n${stderr}`)
  })
}

test('every dashboard becomes a ConfigMap as it is, has an id, and panels that overlap nowhere', () => {
  const folder = join(chart, 'files', 'dashboards')
  const boards = readdirSync(folder).map(file => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  assert.equal(new Set(boards.map(board => board.uid)).size, boards.length)
  const maps = documents(template(values('production'), '--show-only', 'templates/dashboards.yaml'))
  assert.deepEqual(maps.map(map => JSON.parse(Object.values(map.data)[0])), boards)
  assert.deepEqual(mistakes(maps), [])
  for (const {title, panels} of boards) {
    const cells = panels.flatMap(({gridPos: {x, y, w, h}}) => Array.from({length: w * h}, (_, i) => `${x + i % w}/${y + Math.floor(i / w)}`))
    assert.equal(new Set(cells).size, cells.length, title)
    assert.ok(panels.every(panel => panel.description), title)
  }
})

test('a shard has the rights of a release for everything, limited to what is its own', () => {
  const rights = one => documents(rendered[one]).flatMap(document => document.rules ?? [])
    .flatMap(rule => rule.verbs.map(verb => [rule.apiGroups, rule.resources, verb].join(' ')))
  assert.deepEqual(new Set(rights('shard')), new Set(rights('smallest')))
  const writes = documents(rendered.shard).flatMap(document => document.rules ?? [])
    .filter(rule => rule.verbs.includes('patch') && /environments|registries/.test(rule.resources))
  assert.ok(writes.length > 0 && writes.every(rule => ['production', 'production-eu', 'platform'].includes(rule.resourceNames?.[0])))
})

test('a release of some namespaces may list the apps of all others if it keeps a registry, and never do more with them', () => {
  const everywhere = (...set) => {
    const all = documents(template(values('shard'), '--set', 'crds.install=false', ...set.flatMap(one => ['--set', one])))
    const bound = all.filter(one => one.kind === 'ClusterRoleBinding').map(one => one.roleRef.name)
    return all.filter(one => one.kind === 'ClusterRole' && bound.includes(one.metadata.name)).flatMap(one => one.rules)
      .filter(rule => rule.resources.includes('meddevoapps')).map(rule => rule.verbs)
  }
  assert.deepEqual(everywhere(), [['list', 'watch']])
  assert.deepEqual(everywhere('shard.registries=null', 'shard.environments=null'), [['list', 'watch']], 'whoever drives everything keeps registries too')
  assert.deepEqual(everywhere('shard.registries=null'), [])
})

test('every value is described', () => {
  const undescribed = []
  const walk = (schema, path) => Object.entries(schema.properties ?? {}).forEach(([key, one]) => {
    if (!one.description) undescribed.push(`${path}${key}`)
    walk(one, `${path}${key}.`)
  })
  walk(JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')), '')
  assert.deepEqual(undescribed, [])
})

test('the README has the table of today', () => {
  const file = join(chart, 'README.md')
  const page = readFileSync(file, 'utf8')
  const wanted = withTable(page, JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')), parse(readFileSync(join(chart, 'values.yaml'), 'utf8')))
  if (write) writeFileSync(file, wanted)
  assert.equal(readFileSync(file, 'utf8'), wanted, 'run helm/test/run --write')
})
