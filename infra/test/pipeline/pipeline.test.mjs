// The pipeline's checks, each seen to find a mistake.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {check as contracts} from '../layers/contracts.mjs';
import {check} from '../layers/pipeline.mjs';
import {INFRA, PROJECT, TEST} from '../files.mjs';
import {Report} from '../report.mjs';
import {EVENTS} from './events.mjs';
import {git, local, repository} from './local.mjs';

function found(name, file, from, to, events = {schedule: EVENTS.schedule}) {
  const project = path.join(TEST, '.work/pipeline-fixtures', name);
  fs.rmSync(project, {recursive: true, force: true});
  for (const part of ['.gitlab-ci.yml', '.gitlab', 'infra/ci']) fs.cpSync(path.join(PROJECT, part), path.join(project, part), {recursive: true});
  const text = fs.readFileSync(path.join(project, file), 'utf8');
  assert.ok(text.includes(from), `${file} has no "${from}" to plant a mistake in`);
  fs.writeFileSync(path.join(project, file), text.replace(from, to));
  const report = new Report();
  check({isWhole: true, project, events}, report);
  return report.findings.map(finding => finding.what).join('\n');
}

test('a word that GitLab does not know is found', () => assert.match(found('word', '.gitlab/ci/apps.yml', 'resource_group', 'resourcegroup'), /GitLab would refuse it/));
test('a job that waits for one that there is not is found', () => assert.match(found('needs', '.gitlab/ci/infra.yml', 'needs: [preflight]\n  variables: {TF_ROLE_KIND: plan}\n  parallel', 'needs: [preflite]\n  variables: {TF_ROLE_KIND: plan}\n  parallel'), /GitLab would refuse it/));
test('a job that an event loses is found', () => assert.match(found('lost', '.gitlab/ci/infra.yml', 'drift $SCOPE\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"', 'drift $SCOPE\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "scheduled"'), /the event makes other jobs/));
test('an image without a version is found', () => assert.match(found('image', '.gitlab-ci.yml', 'tools:1.0.0', 'tools:latest', {}), /tools:latest is not pinned/));

test('jobs really run: links passes, finds a page that is not there, and preflight stops what cannot end well', () => {
  const folder = repository('really', {branch: 'feature/one', changed: []});
  const run = job => local(folder, ['--force-shell-executor', '--no-artifacts-to-source', '--needs=false', job]);
  fs.cpSync(path.join(PROJECT, '.ci/links'), path.join(folder, '.ci/links'));
  fs.writeFileSync(path.join(folder, 'README.md'), '[the pipeline](.gitlab-ci.yml)\n');
  git(folder, 'add', '-A');
  const whole = run('links');
  assert.equal(whole.code, 0, whole.out);
  fs.writeFileSync(path.join(folder, 'README.md'), '[nothing](nothing.md)\n');
  const broken = run('links');
  assert.notEqual(broken.code, 0);
  assert.match(broken.out, /README.md links to nothing.md, which does not exist/);
  const stopped = run('preflight');
  assert.notEqual(stopped.code, 0);
  assert.match(stopped.out, /preflight: infra\/live is not what org.yaml says/);
});

test('a module that makes what its contract does not have is found', async () => {
  const report = new Report();
  await contracts({infra: INFRA, modules: [{name: 'whole', folder: path.join(TEST, 'fixtures/modules/whole')}]}, report);
  assert.match(report.findings[0].what, /makes aws_sqs_queue, which is outside its contract/);
});
