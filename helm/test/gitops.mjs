// What stands in the cluster once Flux has applied gitops/, without Flux: each step rendered, and the chart with the values of its release.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {stringify} from 'yaml'
import {documents, here, kustomize, template} from './helm.mjs'

export const project = join(here, '..', '..')
export const environments = ['develop', 'production']
export const steps = ['environment', 'fleet', 'flux', 'operator']

/** The text of each step of each environment. */
export const rendered = Object.fromEntries(environments.map(environment =>
  [environment, Object.fromEntries(steps.map(step => [step, kustomize(join(project, 'gitops', environment, step))]))]))

export const release = environment => documents(rendered[environment].operator).find(one => one.kind === 'HelmRelease')

/** The manifests that Helm makes of an environment's release. */
export function installed(environment) {
  const {metadata, spec} = release(environment)
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    const values = join(folder, 'values.yaml')
    writeFileSync(values, stringify(spec.values))
    return documents(template(values, '--namespace', metadata.namespace))
  } finally {
    rmSync(folder, {recursive: true})
  }
}
