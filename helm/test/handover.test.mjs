// Names that Terraform trusts and gitops/ gives: nothing but this test says that they are the same, and where they are not the operator gets no credentials.
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {environments, installed, project, release, rendered} from './gitops.mjs'
import {documents} from './helm.mjs'

const read = path => readFileSync(join(project, path), 'utf8')
const org = parse(read('infra/live/org.yaml'))
const [, namespaceOf, accountOf] = /service_accounts = .*namespace = "([^"]+)", name = "([^"]+)"/.exec(read('infra/modules/operator-identity/main.tf'))
const named = (pattern, release) => pattern.replace('${release}', release)

const cluster = Object.fromEntries(environments.map(environment => [environment, {
  release: release(environment),
  objects: installed(environment),
  entered: documents(rendered[environment].environment),
}]))

/** @returns a sentence for each name in the cluster's releases that Terraform does not trust, or the other way round */
function strangers(org, cluster) {
  const releases = new Set(Object.values(org.operator.enters).map(entered => entered.release))
  const trusted = [...releases].filter(name => cluster[name]).flatMap(name => {
    const {release, objects} = cluster[name]
    const account = objects.find(one => one.kind === 'ServiceAccount').metadata
    const lease = parse(objects.find(one => one.kind === 'ConfigMap').data['application.yaml']).meddevo['leader-election']
    return [
      ...release.metadata.namespace === named(namespaceOf, name) ? [] : [`release ${name} is in namespace ${release.metadata.namespace}, and its role trusts ${named(namespaceOf, name)} (infra/modules/operator-identity)`],
      ...lease.name === account.name && lease.namespace === release.metadata.namespace ? [] : [`release ${name} has the lease ${lease.namespace}/${lease.name}, and operator-cluster watches that of its service account`],
      ...account.name === named(accountOf, name) ? [] : [`release ${name} has the service account ${account.name}, and its role trusts ${named(accountOf, name)} (infra/modules/operator-identity)`],
    ]
  })
  const entered = Object.entries(org.operator.enters).flatMap(([account, {release: name, external_id}]) => {
    const registry = !environments.includes(org.accounts[account].environment)
    const wanted = {accountId: org.accounts[account].id, externalId: external_id, region: org.home_region,
      roleArn: `arn:aws:iam::${org.accounts[account].id}:role/operator/meddevo-${registry ? 'registry-' : ''}${account}`}
    const object = Object.values(cluster).flatMap(one => one.entered).find(one => one.kind === (registry ? 'MeddevoRegistry' : 'MeddevoEnvironment') && one.metadata.name === account)
    const driven = cluster[name]?.release.spec.values.shard[registry ? 'registries' : 'environments'] ?? []
    if (!object) return [`operator.enters names ${account}, which gitops/ does not apply`]
    return [
      ...driven.includes(account) ? [] : [`operator.enters lets release ${name} into ${account}, and gitops/${name}/operator/release.yaml does not drive it`],
      ...Object.keys(wanted).filter(key => object.spec.aws[key] !== wanted[key]).map(key => `${object.kind} ${account} has ${key} ${object.spec.aws[key]}, and Terraform makes ${wanted[key]}`),
    ]
  })
  return [
    ...trusted, ...entered,
    ...[...releases].filter(name => !cluster[name]).map(name => `operator.enters names release ${name}, which is no folder of gitops/`),
    ...Object.keys(cluster).filter(name => !releases.has(name)).map(name => `release ${name} of gitops/ enters no account by operator.enters (infra/live/org.yaml)`),
  ]
}

test('roles trust the namespaces and service accounts of gitops/, and gitops/ names the accounts, roles and external ids of Terraform', () => {
  assert.deepEqual(strangers(org, cluster), [])
})

test('another namespace, account, role or external id is found', () => {
  const planted = structuredClone(cluster)
  planted.develop.release.metadata.namespace = 'meddevo'
  planted.develop.objects.find(one => one.kind === 'ServiceAccount').metadata.name = 'meddevo-operator'
  planted.production.entered[0].spec.aws.externalId = 'another'
  planted.production.release.spec.values.shard.registries = []
  const alone = structuredClone(org)
  alone.operator.enters.develop.release = 'test'
  assert.deepEqual(strangers(org, planted), [
    'release develop is in namespace meddevo, and its role trusts meddevo-system-develop (infra/modules/operator-identity)',
    'release develop has the lease meddevo-system-develop/meddevo-develop, and operator-cluster watches that of its service account',
    'release develop has the service account meddevo-operator, and its role trusts meddevo-develop (infra/modules/operator-identity)',
    'operator.enters lets release production into platform, and gitops/production/operator/release.yaml does not drive it',
    'MeddevoEnvironment production has externalId another, and Terraform makes production-c209',
  ])
  assert.deepEqual(strangers(alone, cluster), [
    'operator.enters lets release test into develop, and gitops/test/operator/release.yaml does not drive it',
    'operator.enters names release test, which is no folder of gitops/',
    'release develop of gitops/ enters no account by operator.enters (infra/live/org.yaml)',
  ])
})

test("the pipeline's plans reach each release: the address is its Service's, and its network policy lets the runners' namespace in", () => {
  const variables = read('infra/ci/variables.txt')
  for (const environment of environments) {
    const [, service, namespace, runners] = new RegExp(`^OPERATOR_URL_${environment.toUpperCase()} .* http://([a-z-]+)\\.([a-z-]+)\\.svc, for runners in namespace ([a-z-]+) `, 'm').exec(variables)
    const {objects, release} = cluster[environment]
    const found = objects.find(one => one.kind === 'Service' && one.metadata.name === service && one.metadata.namespace === namespace)
    assert.deepEqual(found?.spec.ports.find(port => port.name === 'dashboard').port, 80, `${environment}: no Service ${service} in ${namespace} answers on port 80`)
    assert.equal(release.metadata.namespace, namespace)
    const admitted = objects.find(one => one.kind === 'NetworkPolicy').spec.ingress.filter(rule => rule.ports.some(({port}) => port === 'dashboard'))
      .flatMap(rule => rule.from).map(from => from.namespaceSelector?.matchLabels['kubernetes.io/metadata.name'])
    assert.deepEqual(admitted, [undefined, runners])
  }
})

test('a release needs no definition that nobody brings: those of Kubernetes, of Flux and of the chart', () => {
  const brought = new Set(cluster.develop.objects.filter(one => one.kind === 'CustomResourceDefinition').map(one => one.spec.group))
  const known = /^(v1|(apps|policy|rbac\.authorization\.k8s\.io|networking\.k8s\.io|coordination\.k8s\.io|apiextensions\.k8s\.io)\/v1)$/
  for (const environment of environments) {
    const strange = cluster[environment].objects.filter(one => !known.test(one.apiVersion) && !brought.has(one.apiVersion.split('/')[0]))
    assert.deepEqual(strange.map(one => `${one.kind} (${one.apiVersion})`), [], `${environment}: see "Monitoring" in gitops/README.md`)
  }
})
