// The three applies that let people in (docs/runbooks/bootstrap.md): each must be possible with what stands by then, and do its part.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {parse, stringify} from 'yaml';
import {INFRA, modulesByName, TEST} from './files.mjs';
import {planned} from './tree/plan.mjs';
import {readTree} from './tree/read.mjs';

/** What unit identity-center would make, and which groups it would look up in AWS. */
async function applied(people) {
  const infra = path.join(TEST, '.work/people/infra');
  fs.rmSync(infra, {recursive: true, force: true});
  for (const part of ['live', 'units', 'stacks']) fs.cpSync(path.join(INFRA, part), path.join(infra, part), {recursive: true});
  const file = path.join(infra, 'live/org.yaml');
  const org = parse(fs.readFileSync(file, 'utf8'));
  fs.writeFileSync(file, stringify({...org, people: {...org.people, ...people}}));
  const tree = await readTree(infra);
  const {plan, ...said} = await planned({...tree, units: tree.units.filter(({name}) => name === 'identity-center')}, await modulesByName(INFRA), 'people-plan');
  assert.ok(plan, JSON.stringify(said));
  const resources = values => [...values?.root_module?.resources ?? [], ...values?.root_module?.child_modules?.flatMap(module => module.resources ?? []) ?? []];
  const count = (values, type) => resources(values).filter(resource => resource.type === type).length;
  return {
    synchronizations: count(plan.planned_values, 'azuread_synchronization_job'),
    assignments: count(plan.planned_values, 'aws_ssoadmin_account_assignment'),
    lookups: plan.resource_changes.filter(({type}) => type === 'aws_identitystore_group').length + count(plan.prior_state?.values, 'aws_identitystore_group'),
    permissionSets: count(plan.planned_values, 'aws_ssoadmin_permission_set'),
  };
}

test('before the identity source is changed, there are an application and permission sets, and nobody is looked up', async () =>
  assert.deepEqual(await applied({identity_source: null, groups_have_come: false}), {synchronizations: 0, assignments: 0, lookups: 0, permissionSets: 5}));

test('once it is changed, Entra ID brings groups over, and none is looked up yet', async () =>
  assert.deepEqual(await applied({groups_have_come: false}), {synchronizations: 1, assignments: 0, lookups: 0, permissionSets: 5}));

test('when the groups have come, everybody is let in', async () => {
  const {assignments, lookups, synchronizations} = await applied({groups_have_come: true});
  const {people} = parse(fs.readFileSync(path.join(INFRA, 'live/org.yaml'), 'utf8'));
  assert.deepEqual({assignments, lookups, synchronizations}, {assignments: people.assignments.flatMap(({accounts}) => accounts).length, lookups: new Set(people.assignments.map(({group}) => group)).size, synchronizations: 1});
});
