// A small tree without a mistake, and one mistake in a copy of it at a time.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {TEST} from './files.mjs';
import {check} from './layers/wiring.mjs';
import {Report} from './report.mjs';

const QUEUE = 'units/queue/terragrunt.hcl';
const READER = 'units/reader/terragrunt.hcl';
const STACK = 'live/develop/eu-central-1/terragrunt.stack.hcl';
const ORG = 'live/org.yaml';

async function found(name, file, from, to) {
  const infra = path.join(TEST, '.work', 'trees', name.replaceAll(' ', '-'), 'infra');
  fs.rmSync(infra, {recursive: true, force: true});
  fs.cpSync(path.join(TEST, 'fixtures/tree'), infra, {recursive: true});
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
finds('a role without a unit', ORG, 'eu-central-1/reader]', 'eu-central-1/reader, eu-central-1/gone]', 'lists eu-central-1/gone, which does not lie in');
finds('a role that cannot read what it depends on', 'units/reader/permissions.yaml', 'reads: [queue]', 'reads: []', 'does not let develop/eu-central-1/reader read the state of develop/eu-central-1/queue');
finds('a role that reads more than it needs', 'units/queue/permissions.yaml', 'actions', 'reads: [reader]\nactions', 'lets develop/eu-central-1/queue read the state of develop/eu-central-1/reader, on which it does not depend');
finds('an input of the wrong type', QUEUE, 'name = values.name', 'name = [values.name]', 'string required');
finds('a policy with an action that does not exist', 'modules/reader/main.tf', 'sqs:ReceiveMessage', 'sqs:RecieveMessage', 'action sqs:RecieveMessage does not exist');

test('wiring finds nothing where nothing is wrong', async () => {
  const report = await found('nothing');
  assert.deepEqual(report.findings, []);
  assert.equal(report.passed, 2);
});
