// What Terraform hands over gets into gitops/, with an AWS that answers by files of the checkout.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {calls, checkout, git, program, run, write} from './scripts.mjs';

const ENVIRONMENT = 'gitops/develop/environment/environment.yaml';
const REGISTRY = 'gitops/production/environment/registry.yaml';

/** A checkout whose person is signed in to develop, which hands a manifest over. */
function signedIn(name, {account = '555555555555', value = {kind: 'MeddevoEnvironment', spec: {cluster: 'develop'}}} = {}) {
  const folder = checkout(`hand-over-${name}`);
  program(folder, 'bin/aws', `case "$1" in sts) [ -n "${account}" ] && echo ${account} ;; ssm) cat '${folder}/parameter.json' ;; esac`);
  program(folder, 'bin/kubectl', 'cat "$2/$(sed -n \'s/resources: .\\(.*\\)./\\1/p\' "$2/kustomization.yaml")"');
  program(folder, 'meddevo', '[ ! -f refused ]');
  if (value) write(folder, 'parameter.json', `${JSON.stringify(value)}\n`);
  write(folder, ENVIRONMENT, 'cluster: example\n');
  write(folder, REGISTRY, 'prefix: example\n');
  git(folder, 'init', '--quiet', '-b', 'develop');
  git(folder, 'add', 'gitops');
  git(folder, 'commit', '--quiet', '-m', 'one');
  return {folder, handOver: (...words) => run(folder, ['infra/ci/hand-over', ...words]), read: file => fs.readFileSync(path.join(folder, file), 'utf8')};
}

test('an environment that its account hands over is validated and written, and the difference is shown', async () => {
  const {folder, handOver, read} = signedIn('environment');
  const {code, out, err} = await handOver('develop');
  assert.equal(code, 0, err);
  assert.equal(read(ENVIRONMENT), '# What Terraform hands over, by infra/ci/hand-over develop. Change the unit, not this file.\n{"kind":"MeddevoEnvironment","spec":{"cluster":"develop"}}\n');
  assert.match(out, /^-cluster: example$[^]*^\+\{"kind":"MeddevoEnvironment"[^]*is written\. Run helm\/test\/run --write/m);
  assert.deepEqual(calls(folder).map(call => call.replace(/\/tmp\/\S+\//, '')).slice(0, 3), [
    'aws sts get-caller-identity --query Account --output text',
    'aws ssm get-parameter --name /meddevo/environments/develop --query Parameter.Value --output text',
    'meddevo validate manifest.json',
  ]);
  assert.equal((await handOver('develop')).out, `hand-over: ${ENVIRONMENT} is what develop hands over; nothing changes\n`);
});

test('the registry is written beside the release that keeps it', async () => {
  const {folder, handOver, read} = signedIn('registry', {account: '444444444444', value: {kind: 'MeddevoRegistry'}});
  assert.equal((await handOver('platform')).code, 0);
  assert.match(calls(folder)[1], /--name \/meddevo\/registries\/platform /);
  assert.match(read(REGISTRY), /MeddevoRegistry/);
  assert.equal(read(ENVIRONMENT), 'cluster: example\n');
  write(folder, 'gitops/develop/environment/registry.yaml', '');
  assert.match((await handOver('platform')).err, /not one gitops\/<release>\/environment\/registry\.yaml/);
});

const refuses = (what, why, {refused, words = ['develop'], ...given}) => test(`hand-over writes nothing ${what}`, async () => {
  const {folder, handOver, read} = signedIn(what.replaceAll(/\W+/g, '-'), given);
  if (refused) write(folder, 'refused', '');
  const {code, err} = await handOver(...words);
  assert.equal(code, 1);
  assert.match(err, why);
  assert.equal(read(ENVIRONMENT), 'cluster: example\n');
});

refuses('for an account that hands nothing over', /say whose: infra\/ci\/hand-over develop\|production\|platform/, {words: ['audit']});
refuses('for nobody', /AWS does not know you: sign in to develop \(555555555555\)/, {account: ''});
refuses('of another account', /you are signed in to account 666666666666, and develop is 555555555555/, {account: '666666666666'});
refuses('that is not there', /develop has no parameter \/meddevo\/environments\/develop that you may read/, {value: null});
refuses('that the operator would refuse', /the operator would refuse what \/meddevo\/environments\/develop says: nothing is written/, {refused: true});
