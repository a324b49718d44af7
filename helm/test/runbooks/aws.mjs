// Holds a command of the AWS CLI against the models of AWS' APIs, of which the CLI makes its commands: is there such an operation, does it know these options, are
// those there that it needs. The second version of the JavaScript SDK is over, and remains the one npm package that has the models of all services.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {here} from '../helm.mjs'

const APIS = join(here, 'node_modules', 'aws-sdk', 'apis')
const METADATA = JSON.parse(readFileSync(join(APIS, 'metadata.json'), 'utf8'))
const RENAMED = {s3api: 's3'}
// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html
const EVERYWHERE = ['region', 'profile', 'query', 'output', 'nocli', 'nopaginate', 'clibinaryformat']
// What the CLI has beyond the APIs, with its options.
const OWN = {
  'eks update-kubeconfig': ['name', 'alias'], 's3 ls': ['recursive'], 's3 cp': ['recursive', 'versionid'], 'logs tail': ['since', 'follow'],
  'cloudtrail validate-logs': ['trailarn', 'starttime', 'endtime', 'verbose'],
}

const plain = name => name.replaceAll('-', '').toLowerCase()

function model(service) {
  const prefix = RENAMED[service] ?? METADATA[service]?.prefix ?? service
  const file = readdirSync(APIS).filter(name => new RegExp(`^${prefix}-\\d{4}-\\d\\d-\\d\\d\\.min\\.json$`).test(name)).sort().at(-1)
  return file && JSON.parse(readFileSync(join(APIS, file), 'utf8'))
}

/** @returns a sentence for each mistake of a command, given as words */
export function mistakes([, service, operation, ...rest]) {
  const said = `aws ${service} ${operation}`
  const given = rest.filter(word => word.startsWith('--')).map(word => plain(word.slice(2).split('=')[0])).filter(option => !EVERYWHERE.includes(option))
  if (OWN[`${service} ${operation}`]) return given.filter(option => !OWN[`${service} ${operation}`].includes(option)).map(option => `${said} has no option --${option}`)
  const api = model(service)
  if (!api) return [`aws has no ${service}`]
  const name = Object.keys(api.operations).find(one => plain(one) === plain(operation ?? ''))
  if (!name) return [`${said} does not exist`]
  const {input} = api.operations[name]
  const {members = {}, required = []} = input?.shape ? api.shapes[input.shape] : input ?? {}
  const known = Object.keys(members).map(plain)
  return [
    ...given.filter(option => !known.includes(option.replace(/^no(?=.)/, '')) && !known.includes(option)).map(option => `${said} has no option --${option}`),
    ...required.filter(member => !given.includes(plain(member))).map(member => `${said} needs ${member}`),
  ]
}
