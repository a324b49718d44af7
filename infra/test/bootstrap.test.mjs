// docs/runbooks/bootstrap.md against the tree that it rolls out: no unit is forgotten, and none comes before what it depends on.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {INFRA, PROJECT} from './files.mjs';
import {readTree} from './tree/read.mjs';

const page = fs.readFileSync(path.join(PROJECT, 'docs/runbooks/bootstrap.md'), 'utf8');
const {units} = await readTree(INFRA);

/** Where a text first names a unit, by its name or by the end of its path. */
const named = (text, unit) => text.search(new RegExp(`\`([\\w-]+/)*${path.posix.basename(unit)}\``));

/** What a text that rolls an account out forgets or has the wrong way round. */
const faults = (text, account) => units.filter(unit => unit.account === account).flatMap(({place, after}) => named(text, place) < 0
  ? [`${place} is forgotten`]
  : after.filter(other => named(text, other) > named(text, place)).map(other => `${place} comes before ${other}`));

const [, section] = /^## 7\. ([^]*?)^## 8\. /m.exec(page);
const [platform, ...develop] = section.split(/^\d\. Develop: /m);

/** Units that steps before and after roll out in every account, or in platform. */
const elsewhere = fault => !/\/(account-baseline|gitlab-oidc|tfstate|gitlab) is forgotten$/.test(fault);

test('every unit has its step', () => {
  for (const account of new Set(units.map(unit => unit.account))) assert.deepEqual(faults(page, account).filter(fault => fault.endsWith('forgotten')), []);
});

test('platform and the first environment are rolled out in an order in which each unit finds what it depends on', () => {
  assert.deepEqual(faults(platform, 'platform').filter(elsewhere), []);
  assert.deepEqual(faults(develop.join(), 'develop').filter(elsewhere), []);
});

test('a unit that is forgotten, or comes too early, is found', () => {
  assert.deepEqual(faults(develop.join().replaceAll('`app-roles`', ''), 'develop').filter(elsewhere), ['develop/eu-central-1/workload/app-roles is forgotten']);
  assert.deepEqual(faults(`\`alb-internal\` ${develop}`, 'develop').filter(elsewhere), ['dns', 'network'].map(other => `develop/eu-central-1/workload/alb-internal comes before develop/eu-central-1/workload/${other}`));
});
