// Holds the words of a page that stand in `…` against what bears them: fields of definitions, values and org.yaml, reasons of conditions, metrics.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'yaml'
import {installed, project, release} from '../gitops.mjs'
import {chart} from '../helm.mjs'

const read = path => readFileSync(join(project, path), 'utf8')
const schemas = installed('develop').filter(one => one.kind === 'CustomResourceDefinition').map(one => one.spec.versions[0].schema.openAPIV3Schema)
const trees = [parse(readFileSync(join(chart, 'values.yaml'), 'utf8')), parse(read('infra/live/org.yaml')), release('production').spec]
const figures = read('helm/meddevo-operator/files/alerts.yaml') + readdirSync(join(chart, 'files', 'dashboards')).map(file => readFileSync(join(chart, 'files', 'dashboards', file), 'utf8')).join()
const status = ['status', 'loop', 'roster'].map(part => join(project, 'operator/controller/src/main/java/com/meddevo/controller', part))
  .flatMap(folder => readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))).join()

const within = (schema, [first, ...rest]) => {
  const next = schema?.properties?.[first] ?? (schema?.additionalProperties || undefined)
  return next !== undefined && (rest.length === 0 || within(next.items ?? next, rest))
}
const known = path => schemas.some(schema => [schema, schema.properties.spec, schema.properties.status].some(root => within(root, path)))
  || trees.some(tree => path.reduce((at, step) => at?.[step], tree) !== undefined)

// Words of Kubernetes and of AWS, which no file here has.
const FOREIGN = ['AccessDenied', 'AWSControlTowerExecution', 'CreateContainerConfigError', 'ImagePullBackOff', 'ItemsToRestore', 'OOMKilled', 'ThrottlingException', 'UnauthorizedOperation']

/** @returns a sentence for each word of a page that nothing bears */
export function unborne(page) {
  const spans = [...page.replaceAll(/^ *```.*?^ *```$/gms, '').matchAll(/`([^`\s]+)`/g)].map(([, span]) => span.replace(/[=:]?(True|False|Unknown)$/, ''))
  return [...new Set(spans)].flatMap(span => {
    if (/^[a-z]\w*(\[\])?(\.\w+(\[\])?)+$/.test(span) && !/\.(md|ya?ml|json|txt|key|pub|tf|hcl|tfstate)$/.test(span) && !span.startsWith('azuread_')) {
      return known(span.replaceAll('[]', '').split('.')) ? [] : [`nothing has the field ${span}`]
    }
    if (/^meddevo_\w+$/.test(span)) return figures.includes(span) ? [] : [`there is no metric ${span}`]
    if (/^([A-Z][a-z]+){2,}$/.test(span) || FOREIGN.includes(span)) return FOREIGN.includes(span) || status.includes(`"${span}"`) ? [] : [`no condition has the reason ${span}`]
    return []
  })
}
