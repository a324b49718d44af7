// Every check has been seen to fail: each fixture has one mistake, and the check that is there for it must find it and say so in these words.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {TEST} from './files.mjs';
import {Report} from './report.mjs';

const FIXTURES = path.join(TEST, 'fixtures');
const module = name => ({name, folder: path.join(FIXTURES, 'modules', name)});

async function found(layer, context) {
  const report = new Report();
  await (await import(`./layers/${layer}.mjs`)).check({infra: FIXTURES, modules: [], ...context}, report);
  return report;
}

const finds = (layer, fixture, ...words) => test(`${layer} finds ${fixture}`, async () => {
  const {findings} = await found(layer, {modules: [module(fixture)]});
  for (const word of words) assert.ok(findings.some(one => `${one.where} ${one.what}`.includes(word)), `nothing says "${word}", but only:\n${findings.map(one => one.what).join('\n')}`);
});

finds('schema', 'misspelt-argument', 'main.tf:2', 'An argument named "nmae" is not expected here');
finds('schema', 'unknown-resource', 'does not support resource type "aws_sqs_que"');
finds('schema', 'wrong-type', 'a number is required');
finds('schema', 'missing-argument', 'The argument "queue_url" is required');
finds('schema', 'attribute-of-objects', 'main.tf:4', 'Inappropriate value for attribute "approval_rules"');
finds('behaviour', 'broken-promise', 'run "is_encrypted" ended with fail', 'the queue must be encrypted');
finds('behaviour', 'untested', 'has no tests');
finds('documentation', 'undocumented', 'variable name has no description', 'variable name accepts whatever it is given', 'variable leftover is used nowhere', 'output url has no description', 'old table of inputs');
finds('documentation', 'misspelt-argument', 'has no README.md');
finds('policies', 'wrong-policies', '["unknown_action"]', 'action sqs:SendMesage does not exist', 'service sqss of sqss:SendMessage does not exist', 'sqs:Snd* matches no action',
  'tag:GetResources knows no resources', 'sqs:DeleteQueue writes, on every resource', 'allows every action', 'has no Sid', 'AWS takes 6144', 'ecs:DeregisterTaskDefinition does not know the condition key aws:ResourceTag/Environment',
  'condition key aws:PrincipalOrg does not exist', 'a resource control policy can only deny');

test('format finds what is not written as terraform fmt writes it', async () => {
  const {findings} = await found('format', {infra: path.join(FIXTURES, 'unformatted')});
  assert.deepEqual(findings.map(one => one.what), ['is not written as terraform fmt writes it']);
});

test('format finds what does not parse', async () => {
  const {findings} = await found('format', {infra: path.join(FIXTURES, 'unparsable')});
  assert.match(findings[0].what, /^does not parse/);
});

test('nothing is found where nothing is wrong', async () => {
  const copy = path.join(TEST, '.work', 'fixtures', 'whole');
  fs.cpSync(module('whole').folder, copy, {recursive: true});
  const context = {modules: [{name: 'whole', folder: copy}], write: true};
  for (const layer of ['documentation', 'schema', 'behaviour', 'policies']) {
    const report = await found(layer, context);
    assert.deepEqual(report.findings, [], layer);
    assert.ok(report.passed > 0, layer);
  }
  assert.match(fs.readFileSync(path.join(copy, 'README.md'), 'utf8'), /\| `name` \| `string` \| needed \| Name of the queue/);
});
