// A scenario that does not hold is found, and so is one that asks about policies that are not there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {TEST} from './files.mjs';
import {check} from './layers/scenarios.mjs';
import {Report} from './report.mjs';

const modules = [{name: 'wrong-policies', folder: path.join(TEST, 'fixtures/modules/wrong-policies')}];

async function found(resource, expect) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scenarios-'));
  fs.writeFileSync(path.join(folder, 'one.yaml'), JSON.stringify({
    account: '555555555555', principal: 'arn:aws:iam::555555555555:role/x', policies: {identity: {module: 'wrong-policies', file: 'main', run: 'shows_its_policies', resource}},
    scenarios: [{name: 'deletes a queue', expect, action: 'sqs:DeleteQueue', resource: 'arn:aws:sqs:eu-central-1:555555555555:events'}],
  }));
  const report = new Report();
  await check({modules, folder}, report);
  return report.findings.map(one => one.what);
}

test('a wish that the policy does not keep is found', async () =>
  assert.deepEqual(await found('aws_iam_policy.mistake', 'ImplicitlyDenied'), ['sqs:DeleteQueue is Allowed, and should be ImplicitlyDenied']));

test('a wish that it keeps is not', async () => assert.deepEqual(await found('aws_iam_policy.mistake["no_sid"]', 'ImplicitlyDenied'), []));

test('a policy that is not there is found', async () =>
  assert.deepEqual(await found('aws_iam_policy.gone', 'Allowed'), ['the plan has no policies for identity']));
