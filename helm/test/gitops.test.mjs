// What Flux makes of gitops/, without Flux: each step rendered, held against what is written down, and its references followed.
import assert from 'node:assert/strict'
import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {environments, installed, project, release, rendered, steps} from './gitops.mjs'
import {documents, kustomize} from './helm.mjs'
import {mistakes} from './types.mjs'

const write = process.env.GOLDEN_WRITE === '1'

/** @returns a sentence for each thing in the steps of all environments that points nowhere or in a circle */
function lostReferences(flux, folders) {
  const sources = new Set(flux.filter(one => one.kind === 'GitRepository').map(one => one.metadata.name))
  const byName = new Map(flux.filter(one => one.kind === 'Kustomization').map(one => [one.metadata.name, one]))
  const before = (step, seen = []) => seen.includes(step.metadata.name) ? [`${[...seen, step.metadata.name].join(' waits for ')}: take one dependsOn out`]
    : (step.spec.dependsOn ?? []).flatMap(({name}) => byName.has(name) ? before(byName.get(name), [...seen, step.metadata.name])
      : [`${step.metadata.name} waits for ${name}, which no steps.yaml has: write it, or take it out of dependsOn`])
  return [...byName.values()].flatMap(step => [
    ...before(step),
    ...folders(step.spec.path) ? [] : [`${step.metadata.name} applies ${step.spec.path}, which has no kustomization.yaml: correct path`],
    ...sources.has(step.spec.sourceRef.name) ? [] : [`${step.metadata.name} reads ${step.spec.sourceRef.name}, which no source.yaml has: correct sourceRef`],
  ])
}

/** @returns a sentence for each app of the folder apps/ that an environment does not get, or gets without a digest of the pipeline */
function undeployed(apps, fleet, environment) {
  const images = new Map(documents(fleet).map(app => [app.metadata.name, app.spec.image]))
  return apps.flatMap(app => !images.has(app) ? [`${environment} does not get apps/${app}: add apps/${app}/kustomization.yaml and a line in gitops/fleet/kustomization.yaml`]
    : !images.get(app).digest || images.get(app).tag ? [`${environment} gets ${app} without a digest: add gitops/${environment}/fleet/images/${app}.yaml`] : [])
}

/** @returns a sentence for each app that one task alone would serve: where that task fails, nobody is served until the next one has started */
function alone(fleet, environment) {
  return documents(fleet).filter(app => (app.spec.scale?.replicas ?? app.spec.scale?.min ?? 1) < 2)
    .map(app => `${environment} runs ${app.metadata.name} with one task: give it scale: {replicas: 2}, or min: 2, in gitops/${environment}/fleet/${app.metadata.name}.yaml`)
}

/** @returns a copy of what is rendered, to try something on, and how it is taken away */
function copy() {
  const folder = mkdtempSync(join(tmpdir(), 'gitops-'))
  for (const part of ['apps', 'gitops']) cpSync(join(project, part), join(folder, part), {recursive: true, filter: file => !/[\\/](src|target)$/.test(file)})
  return {
    change: (file, from, to) => writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to)),
    fleet: environment => kustomize(join(folder, 'gitops', environment, 'fleet')),
    remove: () => rmSync(folder, {recursive: true}),
  }
}

const apps = readdirSync(join(project, 'apps')).filter(app => existsSync(join(project, 'apps', app, 'app.yaml')))
const allFlux = environments.flatMap(environment => documents(rendered[environment].flux))

for (const environment of environments) {
  test(`${environment}: what is applied is what gitops/expected says (helm/test/run --write writes it anew)`, () => {
    for (const step of steps) {
      const folder = join(project, 'gitops', 'expected', environment)
      const expected = join(folder, `${step}.yaml`)
      if (write) mkdirSync(folder, {recursive: true})
      if (write) writeFileSync(expected, rendered[environment][step])
      assert.equal(rendered[environment][step], existsSync(expected) ? readFileSync(expected, 'utf8') : '')
    }
  })

  test(`${environment}: Flux and Kubernetes know every field`, () => {
    assert.deepEqual(mistakes(documents(rendered[environment].flux + '---\n' + rendered[environment].operator)), [])
  })

  test(`${environment}: the chart takes the values of the release, and drives this environment alone`, () => {
    const names = installed(environment).filter(one => one.kind === 'ClusterRole').map(one => one.metadata.name)
    assert.ok(names.includes(`meddevo-environment-${environment}`), `only ${names}`)
    assert.deepEqual(release(environment).spec.values.shard.environments, [environment])
  })

  test(`${environment}: every app of apps/ is deployed by digest, into this environment and no other`, () => {
    assert.deepEqual(undeployed(apps, rendered[environment].fleet, environment), [])
    for (const app of documents(rendered[environment].fleet)) assert.deepEqual([app.spec.environment, app.metadata.namespace], [environment, environment])
  })

  test(`${environment}: the pipeline finds a line for the digest of every image, the operator's too`, () => {
    const lines = kinds(environment)
    assert.deepEqual(lines, [...apps, 'operator'].sort())
  })
}

const kinds = environment => readdirSync(join(project, 'gitops', environment), {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  .flatMap(file => [...readFileSync(join(file.parentPath ?? file.path, file.name), 'utf8').matchAll(/sha256:[0-9a-f]{64} # digest of (.*)$/gm)].map(match => match[1])).sort()

test('definitions come with exactly one release', () => {
  const releases = environments.map(release)
  assert.deepEqual(releases.map(one => one.spec.values.crds.install), [true, false])
})

/** @returns the registry that infra/test makes by Terraform, in the account where it really stands: there all is made in one */
const handedOver = () => parse(readFileSync(join(project, 'infra/test/environment/registry.yaml'), 'utf8').replaceAll('555555555555', '444444444444'))

test('the registry is the one that Terraform hands over, kept by one release, and its images are cleaned up', () => {
  const registries = environments.flatMap(environment => documents(rendered[environment].environment)).filter(one => one.kind === 'MeddevoRegistry')
  assert.deepEqual(registries, [handedOver()])
  assert.deepEqual(registries[0].spec.environments, environments)
  assert.equal(registries[0].spec.images.cleanUp, true)
  const keepers = environments.map(environment => release(environment).spec.values.shard.registries ?? [])
  assert.deepEqual(keepers.flat(), registries.map(one => one.metadata.name))
})

test('every step finds its folder, its source and what it waits for', () => {
  assert.deepEqual(lostReferences(allFlux, path => existsSync(join(project, path, 'kustomization.yaml'))), [])
})

test('a step that waits for nobody, in a circle, or applies nothing is found', () => {
  const planted = structuredClone(allFlux)
  const step = name => planted.find(one => one.metadata.name === name).spec
  step('fleet-develop').dependsOn = [{name: 'environment-devlop'}]
  step('operator-develop').dependsOn = [{name: 'environment-develop'}]
  step('fleet-production').sourceRef.name = 'meddevo-prod'
  const found = lostReferences(planted, path => path !== './gitops/production/fleet').join('\n')
  assert.match(found, /fleet-develop waits for environment-devlop, which no steps.yaml has/)
  assert.match(found, /operator-develop waits for environment-develop waits for operator-develop: take one dependsOn out/)
  assert.match(found, /fleet-production applies .\/gitops\/production\/fleet, which has no kustomization.yaml/)
  assert.match(found, /fleet-production reads meddevo-prod, which no source.yaml has/)
})

test('an app that is forgotten, and one without a digest, are found', () => {
  const planted = copy()
  try {
    planted.change('gitops/develop/fleet/kustomization.yaml', '  - path: images/render.yaml\n', '')
    assert.deepEqual(undeployed([...apps, 'quality'], planted.fleet('develop'), 'develop').map(one => one.split(':')[0]), ['develop gets render without a digest', 'develop does not get apps/quality'])
  } finally {
    planted.remove()
  }
})

test('nothing in production hangs on one task', () => {
  assert.deepEqual(alone(rendered.production.fleet, 'production'), [])
})

test('an app that production would run with one task is found', () => {
  const planted = copy()
  try {
    planted.change('gitops/production/fleet/render.yaml', 'replicas: 2', 'replicas: 1')
    assert.deepEqual(alone(planted.fleet('production'), 'production').map(one => one.split(':')[0]), ['production runs render with one task'])
  } finally {
    planted.remove()
  }
})

test('an app that scales by itself keeps doing so in every environment', () => {
  const planted = copy()
  try {
    planted.change('apps/render/app.yaml', '{replicas: 1}', '{min: 1, max: 4, cpuPercent: 60}')
    planted.change('gitops/production/fleet/render.yaml', '{replicas: 2}', '{min: 2}')
    const scales = environments.map(environment => documents(planted.fleet(environment)).find(app => app.metadata.name === 'render').spec.scale)
    assert.deepEqual(scales, [{min: 1, max: 4, cpuPercent: 60}, {min: 2, max: 4, cpuPercent: 60}])
  } finally {
    planted.remove()
  }
})

test('a misspelt field of Flux is found', () => {
  const planted = structuredClone(allFlux.find(one => one.metadata.name === 'fleet-develop'))
  planted.spec.prunes = true
  assert.match(mistakes([planted]).join('\n'), /Kustomization\/fleet-develop: .*"prunes"' does not exist/)
})
