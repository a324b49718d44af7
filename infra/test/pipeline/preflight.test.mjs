// Each refusal of infra/ci/preflight, by the mistake that it is there for.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {PROJECT} from '../files.mjs';
import {checkout, gitlab, idToken, run, write} from './scripts.mjs';

const SERVER = 'https://gitlab.example';
const soon = days => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
const keys = () => crypto.generateKeyPairSync('ed25519', {publicKeyEncoding: {type: 'spki', format: 'pem'}, privateKeyEncoding: {type: 'pkcs8', format: 'pem'}});

const SECRETS = {DEPLOY_TOKEN: 'token', DEPLOY_EMAIL: 'pipeline@meddevo.example', MEDDEVO_CHANGE_KEY: '', REPORTER_TOKEN: 'token'};

/** Runs preflight in an environment, or none, where everything is right but for what `spoil` changes. */
async function preflight(name, {environment = '', isProtected = true, spoil = () => {}, expires_at = soon(100)} = {}) {
  const folder = checkout(`preflight-${name}`);
  const {publicKey, privateKey} = keys();
  write(folder, 'public.pem', publicKey);
  write(folder, 'signing', 'key\n');
  const values = {...SECRETS, MEDDEVO_CHANGE_KEY: privateKey, DEPLOY_SIGNING_KEY: path.join(folder, 'signing'), CHANGE_PUBLIC_KEY: path.join(folder, 'public.pem')};
  const env = {
    CI_SERVER_URL: SERVER, CI_ENVIRONMENT_NAME: environment, CI_COMMIT_REF_PROTECTED: `${isProtected}`, AWS_ID_TOKEN: idToken({exp: Date.now() / 1000 + 300 | 0, aud: SERVER, sub: 'a/b?c>d~'}),
    ...Object.fromEntries(seenIn(environment, isProtected).map(variable => [variable, values[variable] ?? 'value'])),
  };
  spoil(env, folder);
  let said;
  await gitlab(request => request.headers['private-token'] === 'token' ? {json: {expires_at}} : {status: 401}, async url => said = await run(folder, ['infra/ci/preflight'], {...env, CI_API_V4_URL: url}));
  return said;
}

/** The lines of infra/ci/variables.txt, and what GitLab would show a job of them. */
const LISTED = fs.readFileSync(path.join(PROJECT, 'infra/ci/variables.txt'), 'utf8').split('\n').filter(line => /^\w/.test(line)).map(line => line.split(/\s+/));
const matches = (scopes, environment) => scopes.split(',').some(scope => new RegExp(`^${scope.replaceAll('*', '.*')}$`).test(environment));
const seenIn = (environment, isProtected) => LISTED.filter(([, anywhere, onProtected]) => matches(anywhere, environment) || isProtected && matches(onProtected, environment)).map(([name]) => name);

const refuses = (name, why, spoil, where = {}) => test(`preflight refuses ${name}`, async () => {
  const {code, err} = await preflight(name.replaceAll(/\W+/g, '-'), {spoil, ...where});
  assert.equal(code, 1, err);
  assert.match(err, why);
});
const PLANNING = {environment: 'plan/preflight'};
const DEPLOYING = {environment: 'production/preflight'};

for (const environment of ['', 'plan/preflight', 'develop/preflight', 'production/preflight']) {
  for (const isProtected of [true, false]) {
    const where = `${environment || 'no environment'}, ${isProtected ? 'protected' : 'of any branch'}`;
    test(`preflight lets pass what has all: ${where}`, async () => assert.deepEqual(await preflight(`whole-${where.replaceAll(/\W+/g, '-')}`, {environment, isProtected}), {code: 0, out: 'preflight: all is there\n', err: ''}));
  }
}
test('preflight tells early that a token will expire', async () => assert.match((await preflight('early', {...DEPLOYING, expires_at: soon(5)})).out, /DEPLOY_TOKEN expires on/));

test('what is secret is of an environment, and what may write is protected besides', () => {
  const open = LISTED.filter(([, anywhere]) => anywhere === '*').map(([name]) => name);
  assert.deepEqual(open, ['CHANGE_PUBLIC_KEY', 'OPERATOR_URL_DEVELOP', 'OPERATOR_URL_PRODUCTION']);
  for (const [name, anywhere, onProtected] of LISTED) {
    assert.match(anywhere, /^(\*|-|plan\/\*)$/, `${name}: what any branch may see belongs to plans, which only read`);
    assert.doesNotMatch(onProtected, /^\*|,\*/, `${name} would be seen by tests`);
    if (name.startsWith('DEPLOY_')) assert.deepEqual([anywhere, onProtected], ['-', 'develop*,production*'], name);
  }
});

test('every secret has its line in the list of keys that are exchanged', () => {
  const runbook = fs.readFileSync(path.join(PROJECT, 'docs/runbooks/key-rotation.md'), 'utf8');
  for (const [name, anywhere] of LISTED) if (anywhere !== '*' && /TOKEN|SECRET|KEY/.test(name)) assert.ok(runbook.includes(`\`${name}\``), `docs/runbooks/key-rotation.md does not say how ${name} is exchanged`);
});

test('a secret that everybody sees, or a job of another environment, is refused', async () => {
  for (const [name] of LISTED.filter(([, anywhere]) => anywhere !== '*')) {
    const {code, err} = await preflight('seen', {spoil: env => env[name] = 'value'});
    assert.deepEqual([code, err.includes(`the variable ${name} is seen by jobs without an environment`)], [1, true], err);
  }
  const {err} = await preflight('seen-elsewhere', {...PLANNING, spoil: env => env.DEPLOY_TOKEN = 'token'});
  assert.match(err, /the variable DEPLOY_TOKEN is seen by plan\/preflight, .*exchange its value/);
});

test('nothing passes where the list is not there', async () => {
  const {code, err} = await preflight('unlisted', {spoil: (env, folder) => fs.rmSync(path.join(folder, 'infra/ci/variables.txt'))});
  assert.deepEqual([code, /variables\.txt: No such file/.test(err)], [1, true], err);
});

test('every variable that a unit needs is listed, for plans and applies', () => {
  const units = path.join(PROJECT, 'infra/units');
  const needed = new Set(fs.readdirSync(units).flatMap(unit => {
    const text = fs.readFileSync(path.join(units, unit, 'terragrunt.hcl'), 'utf8');
    return [...text.matchAll(/get_env\("(\w+)"/g), ...(/^# Needs .*$/m.exec(text)?.[0] ?? '').matchAll(/\b([A-Z]+(?:_[A-Z]+)+|ARM_)/g)].map(match => match[1]);
  }));
  assert.ok(needed.has('GITLAB_TOKEN') && needed.has('ENTRA_SCIM_TOKEN'), [...needed].join());
  for (const name of needed) {
    const lines = LISTED.filter(([listed]) => name.endsWith('_') ? listed.startsWith(name) : listed === name);
    assert.ok(lines.length, `${name} stands in no line of infra/ci/variables.txt`);
    for (const [, ...scopes] of lines) for (const part of ['plan/', 'infra/']) assert.ok(scopes.slice(0, 2).join().includes(part), `${name} is not for ${part}`);
  }
});

refuses('an account that nobody knows', /has no account "sandbox" with an id of 12 digits/, (env, folder) => write(folder, 'infra/live/sandbox/eu-central-1/terragrunt.stack.hcl', ''));
refuses('an id that is none', /has no account "develop" with an id of 12 digits/, (env, folder) => edit(folder, '"555555555555"', '"55555555555"'));
refuses('one id for two accounts', /gives the id "666666666666" to two accounts/, (env, folder) => edit(folder, '"555555555555"', '"666666666666"'));
refuses('an environment without its file', /infra\/live\/production has no <region>\/terragrunt.stack.hcl/, (env, folder) => fs.rmSync(path.join(folder, 'infra/live/production'), {recursive: true}));
refuses('a job without a token', /AWS_ID_TOKEN is missing/, env => delete env.AWS_ID_TOKEN);
refuses('a token that is none', /AWS_ID_TOKEN is no token of GitLab/, env => env.AWS_ID_TOKEN = 'secret');
refuses('an expired token', /AWS_ID_TOKEN has expired: retry the job/, env => env.AWS_ID_TOKEN = idToken({exp: 1, aud: SERVER}));
refuses('a token for somebody else', /meant for https:\/\/other.example/, env => env.AWS_ID_TOKEN = idToken({exp: 9999999999, aud: 'https://other.example'}));
refuses('a base without its digest', /pins\.env has no digest for IMAGE_BASE KUBECTL: run "infra\/ci\/pins --write"/, (env, folder) => write(folder, 'infra/ci/pins.env', `IMAGE_BASE=jre:25\nNODE=node:22@sha256:${'0'.repeat(64)}\nKUBECTL=https://a/b@sha256:00\n`));
refuses('a missing variable', /the variable DEPLOY_EMAIL is missing \(the service account's address[^]*with the scope and protection that infra\/ci\/variables.txt has/, env => delete env.DEPLOY_EMAIL, DEPLOYING);
refuses('a missing secret of a provider', /the variable DD_APP_KEY is missing/, env => delete env.DD_APP_KEY, {...PLANNING, isProtected: false});
refuses('a missing key', /the variable MEDDEVO_CHANGE_KEY is missing/, env => delete env.MEDDEVO_CHANGE_KEY, PLANNING);
refuses('keys that do not belong together', /CHANGE_PUBLIC_KEY does not hold the public half/, env => env.MEDDEVO_CHANGE_KEY = keys().privateKey, PLANNING);
refuses('a signing key that was pasted without its end', /DEPLOY_SIGNING_KEY is no key of OpenSSH/, (env, folder) => write(folder, 'signing', 'key'), DEPLOYING);
refuses('a revoked project token', /GitLab refuses DEPLOY_TOKEN/, env => env.DEPLOY_TOKEN = 'revoked', DEPLOYING);
refuses('an expired project token', /_TOKEN expired on 2026-01-01: make a new access token/, () => {}, {...PLANNING, expires_at: '2026-01-01'});
for (const [what, where] of Object.entries({'a plan that could write no notes': {...PLANNING, isProtected: false}, 'an apply that could not say who approved it': {environment: 'infra/production/auto'}}))
  refuses(what, /the variable REPORTER_TOKEN is missing/, env => delete env.REPORTER_TOKEN, where);

function edit(folder, from, to) {
  const file = path.join(folder, 'infra/live/org.yaml');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(from, to));
}
