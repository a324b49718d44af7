// A small tree without a mistake, and one mistake in a copy of it at a time.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {INFRA, TEST} from './files.mjs';
import {check} from './layers/wiring.mjs';
import {Report} from './report.mjs';

const QUEUE = 'units/queue/terragrunt.hcl';
const READER = 'units/reader/terragrunt.hcl';
const STACK = 'live/develop/eu-central-1/terragrunt.stack.hcl';
const ORG = 'live/org.yaml';
const ROOT = 'live/root.hcl'; // the real one

async function found(name, file, from, to) {
  const infra = path.join(TEST, '.work', 'trees', name.replaceAll(' ', '-'), 'infra');
  fs.rmSync(infra, {recursive: true, force: true});
  fs.cpSync(path.join(TEST, 'fixtures/tree'), infra, {recursive: true});
  for (const real of [ROOT, 'ci/accounts', 'units/gitlab-oidc/jobs']) fs.cpSync(path.join(INFRA, real), path.join(infra, real), {recursive: true});
  if (file) {
    const text = fs.readFileSync(path.join(infra, file), 'utf8');
    assert.ok(text.includes(from), `the fixture has no ${from}`);
    fs.writeFileSync(path.join(infra, file), text.replace(from, to));
  }
  const report = new Report();
  await check({infra, isWhole: true}, report);
  return report;
}

const finds = (mistake, file, from, to, words) => test(`wiring finds ${mistake}`, async () => {
  const sentences = (await found(mistake, file, from, to)).findings.map(({where, what}) => `${where} ${what}`);
  assert.ok(sentences.some(sentence => sentence.includes(words)), `nothing says "${words}", but only:\n${sentences.join('\n')}`);
});

finds('an input that no module has', QUEUE, 'name = values.name', 'name = values.name\n  nmae = "x"', 'the input nmae, which is no variable of it');
finds('an input that is missing', QUEUE, 'name = values.name', '', 'does not give queue the input name, which it needs');
finds('a module that is not there', QUEUE, 'modules//queue', 'modules//quueue', 'binds module quueue, which does not exist');
finds('a dependency that points nowhere', READER, '"../queue"', '"../nowhere"', 'points to develop/eu-central-1/nowhere, where no unit is');
finds('a dependency that nothing uses', READER, 'dependency.queue.outputs.url', '"https://…"', 'dependency queue is used nowhere');
finds('an output that no module has', READER, 'outputs.url', 'outputs.arn', 'uses arn, which is no output of queue');
finds('a mock of an output that no module has', READER, 'url = "https', 'arn = "https', 'mocks arn, which is no output of queue');
finds('an output without a mock', READER, 'url = "https', 'arn = "https', 'uses url without a mock');
finds('a mock that could be applied', READER, '"plan"]', '"plan", "apply"]', 'lets mocks stand in for more, or less, than init, validate and plan');
finds('two units with one state', STACK, 'path                    = "reader"', 'path                    = "queue"', 'is the place of two units');
finds('a unit that comes from nowhere', STACK, 'units/reader"', 'units/raeder"', 'which does not exist');
finds('a state below .terragrunt-stack', STACK, '  no_dot_terragrunt_stack = true\n  values', '  values', 'has no no_dot_terragrunt_stack = true');
finds('an account that nobody knows', ORG, '  develop:', '  devleop:', 'is no account of org.yaml, which has devleop');
finds('an id that is a number', ORG, '"555555555555"', '055555555555', "an account's has twelve digits in quotes");
finds('a production that develop could change', ORG, 'environment: develop', 'environment: production', 'may be applied from branch develop');
finds('a unit without a role', ORG, ', eu-central-1/reader', '', 'does not list eu-central-1/reader');
finds('a role without a unit', ORG, 'eu-central-1/reader,', 'eu-central-1/reader, eu-central-1/gone,', 'lists eu-central-1/gone, which does not lie in');
finds('a unit that is listed before what it depends on', ORG, 'eu-central-1/queue, eu-central-1/reader', 'eu-central-1/reader, eu-central-1/queue', 'lists eu-central-1/reader before eu-central-1/queue');
finds('a unit that is listed before what it waits for', READER, 'inputs = {', 'dependencies {\n  paths = ["../gitlab-oidc"]\n}\n\ninputs = {', 'lists eu-central-1/reader before eu-central-1/gitlab-oidc');
finds('a role that cannot read what it depends on', 'units/reader/permissions.yaml', 'reads: [queue]', 'reads: []', 'does not let develop/eu-central-1/reader read the state of develop/eu-central-1/queue');
finds('a role that reads more than it needs', 'units/queue/permissions.yaml', 'actions', 'reads: [reader]\nactions', 'lets develop/eu-central-1/queue read the state of develop/eu-central-1/reader, on which it does not depend');
finds('an account that nothing compares or applies', 'ci/accounts', 'echo "$1" ;;', 'echo production ;;', 'belongs to none of the parts develop, production, organization');
finds('an account that the pipeline cannot read', STACK, 'path                    = "gitlab-oidc"', 'path                    = "oidc"', 'has no unit gitlab-oidc');
finds('an account where nothing can be saved', ORG, 'jobs: {snapshot: [develop]}', 'jobs: {}', 'has no job snapshot for develop, from which it is applied');
finds('a job without rights', ORG, '{snapshot: [develop]}', '{snapshot: [develop], push: [develop]}', 'has a job push, whose rights stand nowhere');
finds('a snapshot for a branch that applies nothing', ORG, '{snapshot: [develop]}', '{snapshot: [develop, master]}', 'lets snapshot be taken from master, which applies nothing here');
finds('an input of the wrong type', QUEUE, 'name = values.name', 'name = [values.name]', 'string required');
finds('a policy with an action that does not exist', 'modules/reader/main.tf', 'sqs:ReceiveMessage', 'sqs:RecieveMessage', 'action sqs:RecieveMessage does not exist');
finds('a local that root.hcl does not have', QUEUE, 'name = values.name', 'name = include.root.locals.acount', 'takes acount of root.hcl, whose locals are account, account_id, ');
finds('a word that Terragrunt does not know', ROOT, 'if_exists = "overwrite_terragrunt"\n  contents', 'if_exist  = "overwrite_terragrunt"\n  contents', 'says if_exist, which Terragrunt does not know');
finds('a function that there is not', ROOT, 'basename(path_relative_to_include())', 'basename(path_relative_from_root())', 'no function named "path_relative_from_root"');
finds('a local that there is not', ROOT, 'local.org.state.bucket', 'local.org.states.bucket', 'This object does not have an attribute named "states"');
finds('an account that is read from the wrong part of the path', ROOT, 'account = local.path[0]', 'account = local.path[2]', 'is no account of infra/live/org.yaml: add it there');
finds('a state that all units share', ROOT, '${path_relative_to_include()}/terraform', '${local.account}/terraform', 'keeps the state with key = develop/terraform.tfstate where it is develop/eu-central-1/queue/terraform.tfstate');
finds('a state that is not locked', ROOT, 'use_lockfile          = true', 'use_lockfile          = false', 'keeps the state with use_lockfile = false');
finds('a state that stays beside the unit', ROOT, 'local.bootstrap == "local"', 'local.bootstrap != "local"', 'keeps the state in local, for develop/eu-central-1/');
finds('a provider that is held to no account', ROOT, 'allowed_account_ids', 'allowed_account_idz', 'generates a provider that is not held to the account and region');
finds('a provider that does not parse', ROOT, 'tags = {', 'tags {{', 'generates a provider that does not parse');
finds('a pipeline that would take the role of the bootstrap', ROOT, '%{if local.bootstrap != "" &&', '%{if', 'takes arn:aws:iam::555555555555:role/AWSControlTowerExecution, for');

test('wiring finds nothing where nothing is wrong', async () => {
  const report = await found('nothing');
  assert.deepEqual(report.findings, []);
  assert.equal(report.passed, 3);
});
