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

const SCHEDULE = {'schedule-on-develop': EVENTS['schedule-on-develop']};

/** What is found where mistakes were planted, each as [file, from, to]. */
function found(name, mistakes, events = {}) {
  const project = path.join(TEST, '.work/pipeline-fixtures', name);
  fs.rmSync(project, {recursive: true, force: true});
  for (const part of ['.gitlab-ci.yml', '.gitlab', 'infra/ci']) fs.cpSync(path.join(PROJECT, part), path.join(project, part), {recursive: true});
  for (const [file, from, to] of mistakes) {
    const text = fs.readFileSync(path.join(project, file), 'utf8');
    assert.ok(text.includes(from), `${file} has no "${from}" to plant a mistake in`);
    fs.writeFileSync(path.join(project, file), text.replace(from, to));
  }
  const report = new Report();
  check({isWhole: true, project, events}, report);
  return report.findings.map(finding => `${finding.where} ${finding.what}`).join('\n');
}

test('a word that GitLab does not know is found', () => assert.match(found('word', [['.gitlab/ci/apps.yml', 'resource_group', 'resourcegroup']], SCHEDULE), /GitLab would refuse it/));
test('a job that waits for one that there is not is found', () =>
  assert.match(found('needs', [['.gitlab/ci/infra.yml', 'needs: [preflight, preflight:plan]\n  environment', 'needs: [preflite, preflight:plan]\n  environment']], SCHEDULE), /GitLab would refuse it/));
test('a job that waits for one that the event does not make is found', () =>
  assert.match(found('absent', [['.gitlab/ci/test.yml', 'infra/**/*, operator/**/*, .gitlab-ci.yml', 'operator/**/*']], {branch: EVENTS['branch-with-infra']}), /infra:test waits for build, which it does not make/));
test('a job that an event loses is found', () =>
  assert.match(found('lost', [['.gitlab/ci/infra.yml', '"schedule" && $CI_COMMIT_BRANCH == "develop"', '"scheduled" && $CI_COMMIT_BRANCH == "develop"']], SCHEDULE), /the event makes other jobs/));

test('jobs that GitLab takes and that would go wrong are found', () => {
  const said = found('hygiene', [
    ['.gitlab/ci/tools.yml', 'tools:1.0.0', 'tools:latest'],
    ['infra/ci/tools.Dockerfile', 'FROM ${NODE}@${NODE_DIGEST}', 'FROM node:22'],
    ['infra/ci/tools.Dockerfile', 'ARG MAVEN MAVEN_DIGEST', 'ARG MAVEN MAVEN_DIGEST=sha256:0'],
    ['infra/ci/tools.Dockerfile', ' --checksum=${COSIGN_DIGEST}', ''],
    ['infra/ci/tools.Dockerfile', 'apt-get update', 'curl -sL https://get.example | bash && apt-get update'],
    ['infra/ci/pins.env', 'KUBECTL=', 'KUBE='],
    ['.gitlab/ci/tools.yml', 'TG_PROVIDER_CACHE_DIR', 'TF_PLUGIN_CACHE_DIR'],
    ['.gitlab/ci/infra.yml', ', forward: {yaml_variables: false, pipeline_variables: false}', ''],
    ['.gitlab/ci/infra.yml', '  interruptible: false\n', ''],
    ['.gitlab/ci/infra.yml', '    access: developer # plans', '    # plans'],
    ['.gitlab/ci/apps.yml', '  stage: deploy\n  timeout: 10m\n  interruptible: false', '  stage: deploy'],
    ['.gitlab/ci/apps.yml', 'expire_in: 7 days, ', ''],
    ['.gitlab-ci.yml', 'scheduler_failure', 'stuck_or_timeout_failure'],
    ['.gitlab/ci/test.yml', 'script: .ci/links', 'script: .ci/links\n  environment: production'],
    ['.gitlab/ci/test.yml', 'script: helm/test/run', 'script: helm/test/run\n  id_tokens: {AWS_ID_TOKEN: {aud: gitlab}}'],
    ['.gitlab/ci/apps.yml', 'script: infra/ci/deploy production', 'script: [infra/ci/deploy production, npm test]'],
    ['.gitlab/ci/infra.yml', 'environment: {name: plan/organization, action: access}', 'environment: {name: plan/organization}'],
    ['.gitlab/ci/apps.yml', 'environment: {name: plan/apps, action: access}', 'environment: {name: develop, action: access}'],
    ['.gitlab/ci/infra.yml', '  environment: {name: plan/production, action: access}\n', ''],
  ]);
  for (const words of [/tools:latest is not pinned/, /Dockerfile:\d+ builds on node:22/, /Dockerfile:\d+ gives MAVEN_DIGEST a default/, /takes \$\{COSIGN\} without holding it/, /fetches something in RUN/, /takes KUBECTL, which/,
    /plan:develop sets TF_PLUGIN_CACHE_DIR/, /: apply runs Terragrunt without its provider cache/, /infra:apply:production hands its variables on/,
    /infra:apply:production may be ended by a newer commit/, /infra:plan:organization shows what Terraform knows/, /deploy:develop may be ended by a newer commit/, /apps:plan keeps its artifacts as long as the instance/,
    /\.gitlab-ci\.yml: default is tried again whatever went wrong/, /links would see the secrets of production/, /chart:test gets a token that AWS believes/, /deploy:production runs more beside its secrets/, /infra:plan:organization is no deployment and would be written down as one/,
    /apps:plan is in develop, where it sees the secrets of others/, /infra:plan:production is in no environment, so it sees none of its secrets/]) assert.match(said, words);
});

test('a person\'s variables in a child, and a cache that is not kept, are found', () => {
  const said = found('hygiene-too', [['.gitlab/ci/infra.yml', 'pipeline_variables: false', 'pipeline_variables: true'], ['.gitlab/ci/tools.yml', 'paths: [.terraform.d/providers]', 'paths: [.terraform.d]']]);
  assert.match(said, /infra:apply:develop hands its variables on/);
  assert.match(said, /infra:drift:develop runs Terragrunt without its provider cache, or does not keep the folder of it/);
});

test('a cache that is not there, that nobody fills, or that tests could poison, and a build that is made twice, are found', () => {
  const TEST_YML = '.gitlab/ci/test.yml';
  const said = found('caches', [[TEST_YML, "paths: [.m2/repository], when: always", "paths: [.m2/repository], policy: pull"], [TEST_YML, 'extends: [.tested, .maven]', 'extends: .tested'], [TEST_YML, 'needs: [preflight, build]', 'needs: [preflight]']], {});
  assert.match(said, /java:test: read a cache of libraries that nobody fills/);
  assert.match(said, /build: download all libraries each time/);
  assert.match(said, /infra:test: build the command line that job build has built/);
  assert.match(found('caches-shared', [[TEST_YML, 'prefix: shipped', 'prefix: tested']], {}), /build, images: take libraries from the cache that tests fill/);
});

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
