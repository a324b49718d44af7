// Roles and database users of apps, which an overlay of gitops/ names and Terraform makes: where one is missing, no task starts, or none gets to its database.
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {environments, project, rendered} from './gitops.mjs'
import {documents} from './helm.mjs'

const read = path => readFileSync(join(project, path), 'utf8')
const org = parse(read('infra/live/org.yaml'))
const stack = environment => `infra/live/${environment}/${org.home_region}/terragrunt.stack.hcl`
const listed = (environment, name) => JSON.parse(new RegExp(`^ *${name} *= (\\[.*?\\])`, 'm').exec(read(stack(environment)))[1])

/** @returns a sentence for each app whose role nobody makes, or whose role the database does not know */
function lacks(environment, apps) {
  const roles = Object.fromEntries(listed(environment, 'app_roles').map(app => [`arn:aws:iam::${org.accounts[environment].id}:role/meddevo/${environment}/${app}`, app]))
  const users = listed(environment, 'atlas_users')
  return apps.flatMap(({metadata: {name}, spec: {task}}) => {
    const enters = task.environment?.MONGODB_URI?.includes('authMechanism=MONGODB-AWS')
    return [
      ...!task.role || roles[task.role] ? [] : [`${name} in ${environment} has the role ${task.role}, which app_roles in ${stack(environment)} does not make`],
      ...!enters || users.includes(roles[task.role]) ? [] : [`${name} in ${environment} enters the database, whose users (atlas_users in ${stack(environment)}) are ${users.join(', ')}`],
    ]
  })
}

const fleet = environment => documents(rendered[environment].fleet)

test('Terraform makes the roles and the database users that the fleet names', () => {
  assert.ok(environments.flatMap(fleet).some(({spec}) => spec.task.role))
  assert.deepEqual(environments.flatMap(environment => lacks(environment, fleet(environment))), [])
})

test('a role that nobody makes, and a task that the database does not know, are found', () => {
  const app = fleet('develop').find(({metadata}) => metadata.name === 'techdoc')
  const role = 'arn:aws:iam::555555555555:role/meddevo/develop/render'
  const there = 'infra/live/develop/eu-central-1/terragrunt.stack.hcl'
  assert.deepEqual(lacks('develop', [{...app, spec: {...app.spec, task: {...app.spec.task, role}}}]), [
    `techdoc in develop has the role ${role}, which app_roles in ${there} does not make`,
    `techdoc in develop enters the database, whose users (atlas_users in ${there}) are techdoc`,
  ])
})
