import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {documents, here, template} from './helm.mjs'
import {weaknesses, wildcards} from './security.mjs'

const all = readdirSync(join(here, 'cases')).flatMap(one => documents(template(join(here, 'cases', one, 'values.yaml'), '--set', 'crds.install=false')))

test('no pod can do more than it must', () => assert.deepEqual(weaknesses(all), []))

test('no role has a wildcard, and none reads a Secret', () => {
  assert.deepEqual(wildcards(all), [])
  assert.ok(!all.some(document => document.rules?.some(rule => rule.resources.includes('secrets'))))
})

test('a pod that can do more is found', () => {
  const [weak] = documents(`
kind: Deployment
metadata: {name: weak}
spec:
  template:
    spec:
      hostNetwork: true
      containers: [{name: main, securityContext: {privileged: true}}]
`)
  assert.equal(weaknesses([weak]).length, 9)
  assert.equal(wildcards([{kind: 'Role', metadata: {name: 'wide'}, rules: [{apiGroups: [''], resources: ['*'], verbs: ['get']}]}]).length, 1)
})
