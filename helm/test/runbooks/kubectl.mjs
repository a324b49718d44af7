// Holds a command of kubectl against kubectl's own help, and against what stands in the cluster once Flux has applied gitops/: names, namespaces, labels, ports.
import {parse} from 'yaml'
import {environments, installed, rendered, steps} from '../gitops.mjs'
import {documents, kubectl} from '../helm.mjs'

const KINDS = {
  Deployment: ['deploy', 'deployment', 'deployments'], Pod: ['po', 'pod', 'pods'], Service: ['svc', 'service', 'services'], Lease: ['lease', 'leases'],
  ConfigMap: ['cm', 'configmap', 'configmaps'], Secret: ['secret', 'secrets'], NetworkPolicy: ['netpol', 'networkpolicy', 'networkpolicies'], Event: ['events', 'event'],
  HelmRelease: ['hr', 'helmrelease', 'helmreleases'], Kustomization: ['ks', 'kustomization', 'kustomizations'], GitRepository: ['gitrepo', 'gitrepository', 'gitrepositories'],
  Namespace: ['ns', 'namespace', 'namespaces'], Node: ['no', 'node', 'nodes'], ClusterRole: ['clusterrole', 'clusterroles'], CustomResourceDefinition: ['crd', 'crds'],
}
const OF_THE_CLUSTER = new Set(['Namespace', 'Node', 'ClusterRole', 'CustomResourceDefinition'])
const NAMED = new Set(['get', 'describe', 'patch', 'annotate', 'label', 'scale', 'edit', 'delete', 'wait', 'logs', 'exec', 'port-forward', 'rollout'])

// https://fluxcd.io/flux/faq/#why-are-kubectl-edits-rolled-back-by-flux
const FLUX = new Set(['HelmRelease', 'Kustomization', 'GitRepository'])
const LASTING = 'flux-client-side-apply'

const fleet = environments.flatMap(environment => [...steps.flatMap(step => documents(rendered[environment][step])), ...installed(environment)])
const leases = fleet.filter(one => one.kind === 'ConfigMap' && one.data['application.yaml']).map(one => parse(one.data['application.yaml']).meddevo['leader-election'])
  .map(({name, namespace}) => ({kind: 'Lease', metadata: {name, namespace}}))
const pods = fleet.filter(one => one.kind === 'Deployment').map(one => ({kind: 'Pod', metadata: {namespace: one.metadata.namespace, labels: one.spec.template.metadata.labels}}))
// Flux brings these: https://fluxcd.io/flux/components/
const flux = ['source-controller', 'kustomize-controller', 'helm-controller'].map(name => ({kind: 'Deployment', metadata: {name, namespace: 'flux-system'}}))
const secrets = fleet.filter(one => one.spec?.secretRef).map(one => ({kind: 'Secret', metadata: {name: one.spec.secretRef.name, namespace: one.metadata.namespace}}))
const cluster = [...fleet, ...leases, ...pods, ...flux, ...secrets]
const namespaces = new Set(['flux-system', 'kube-system', 'default', ...cluster.filter(one => one.kind === 'Namespace').map(one => one.metadata.name)])

for (const {spec: {names, scope}} of fleet.filter(one => one.kind === 'CustomResourceDefinition')) {
  KINDS[names.kind] = [names.singular, names.plural, ...names.shortNames]
  if (scope === 'Cluster') OF_THE_CLUSTER.add(names.kind)
}
const kindOf = word => Object.keys(KINDS).find(kind => KINDS[kind].includes(word.split('.')[0]))

const help = new Map()

/** The options of a verb by name, true for those that take no value. */
function optionsOf(verb) {
  if (!help.has(verb)) {
    const {ok, stdout} = kubectl(...verb.split(' '), '--help')
    const lines = stdout + kubectl('options').stdout
    const found = new Map([...lines.matchAll(/^ +(?:(-\w), )?(--[\w-]+)=(.*):$/gm)].flatMap(([, short, long, value]) => [[short, value], [long, value]])
      .map(([name, value]) => [name, /^(true|false)$/.test(value)]))
    help.set(verb, ok && stdout.includes('Usage:') ? found : undefined)
  }
  return help.get(verb)
}

function parsed(verb, words) {
  const known = optionsOf(verb)
  const result = {names: [], options: new Map(), wrong: []}
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word === '--') return result
    if (!/^--?[a-zA-Z]/.test(word)) { result.names.push(word); continue }
    const [, name, value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word) ?? [, word]
    if (!known.has(name)) result.wrong.push(`kubectl ${verb} has no option ${name}`)
    result.options.set(name, value ?? (known.get(name) ? 'true' : words[++at]))
  }
  return result
}

const labelled = (objects, selector) => objects.some(one => selector.split(',').every(pair => one.metadata.labels?.[pair.split('=')[0]] === pair.split('=')[1]))

/** Kinds and names of a command: `deploy/name`, `deploy name` or `pods,lease`. */
function targets(verb, names) {
  if (['logs', 'exec', 'port-forward'].includes(verb) && !names[0]?.includes('/')) return [{word: 'pod', name: names[0]}]
  if (names[0]?.includes('/')) return names.filter(name => /^[a-z.]+\/[^=]+$/.test(name)).map(name => ({word: name.split('/')[0], name: name.split('/')[1]}))
  const of = names.slice(1).filter(name => !/=/.test(name) && !name.endsWith('-'))
  return names[0].split(',').flatMap(word => of.length === 0 ? [{word}] : of.map(name => ({word, name})))
}

/** @returns a sentence for each mistake of a command, given as words */
export function mistakes([, ...words]) {
  const global = ['-n', '--namespace'].includes(words[0]) ? words.splice(0, 2) : []
  const verb = words.slice(0, {rollout: 2, create: words[1] === 'secret' ? 3 : 2}[words[0]] ?? 1).join(' ')
  if (!verb || !optionsOf(verb)) return [`kubectl has no verb ${verb}`]
  const {names, options, wrong} = parsed(verb, [...words.slice(verb.split(' ').length), ...global])
  const namespace = options.get('-n') ?? options.get('--namespace')
  const everywhere = options.has('-A') || options.has('--all-namespaces')
  const found = [...wrong, ...namespace && !namespaces.has(namespace) ? [`there is no namespace ${namespace}`] : []]
  const selector = options.get('-l') ?? options.get('--selector')
  if (!NAMED.has(words[0]) || (names.length === 0 && !selector) || options.has('-f') || options.has('-k')) return found
  return [...found, ...targets(verb, names.length > 0 ? names : ['pods']).flatMap(({word, name}) => {
    const kind = kindOf(word)
    if (!kind) return [`kubectl ${verb}: nobody knows the kind ${word}`]
    if (!OF_THE_CLUSTER.has(kind) && !namespace && !everywhere) return [`kubectl ${verb} ${word} ${name ?? ''} names no namespace`.replace('  ', ' ')]
    const there = cluster.filter(one => one.kind === kind && (OF_THE_CLUSTER.has(kind) || everywhere || one.metadata.namespace === namespace))
    if (selector && !labelled(there, selector)) return [`no ${kind} in ${namespace} has ${selector}`]
    if (!name) return []
    const one = there.find(object => object.metadata.name === name)
    if (!one) return [`there is no ${kind} ${name}${OF_THE_CLUSTER.has(kind) ? '' : ` in ${namespace}`}`]
    if (/^(patch|annotate)$/.test(verb) && FLUX.has(kind) && options.get('--field-manager') !== LASTING) return [`Flux takes back what kubectl changes in ${kind} ${name} without --field-manager=${LASTING}`]
    return verb === 'port-forward' ? unopened(one, names.slice(1)) : []
  })]
}

function unopened(object, forwards) {
  const open = object.kind === 'Service' ? object.spec.ports.map(port => port.port) : object.spec.template.spec.containers.flatMap(one => one.ports.map(port => port.containerPort))
  return forwards.map(forward => forward.split(':').at(-1)).filter(port => !open.includes(Number(port))).map(port => `${object.kind} ${object.metadata.name} does not listen on ${port}`)
}

/** @returns a sentence for each mistake of a command of Flux' own program: flux suspend kustomization fleet-production */
export function mistakesOfFlux([, ...words]) {
  const [verb, word, name, option, namespace = 'flux-system'] = words
  if (verb === 'install') return []
  if (!['suspend', 'resume', 'reconcile'].includes(verb)) return [`runbooks use flux to install, suspend, resume and reconcile, not to ${verb}`]
  const kind = kindOf(word)
  return [
    ...option === undefined || option === '-n' ? [] : [`flux ${verb} has no option ${option}`],
    ...cluster.some(one => one.kind === kind && one.metadata.name === name && one.metadata.namespace === namespace) ? [] : [`there is no ${word} ${name} in ${namespace}`],
  ]
}
