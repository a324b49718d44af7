// Each refusal of infra/ci/preflight, by the mistake that it is there for.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {checkout, gitlab, idToken, run, write} from './scripts.mjs';

const SERVER = 'https://gitlab.example';
const soon = days => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
const keys = () => crypto.generateKeyPairSync('ed25519', {publicKeyEncoding: {type: 'spki', format: 'pem'}, privateKeyEncoding: {type: 'pkcs8', format: 'pem'}});

/** Runs preflight where everything is right, but for what `spoil` changes. */
async function preflight(name, spoil = () => {}, expires_at = soon(100)) {
  const folder = checkout(`preflight-${name}`);
  const {publicKey, privateKey} = keys();
  write(folder, 'public.pem', publicKey);
  write(folder, 'signing', 'key\n');
  const env = {
    CI_SERVER_URL: SERVER, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'develop', AWS_ID_TOKEN: idToken({exp: Date.now() / 1000 + 300 | 0, aud: SERVER, sub: 'a/b?c>d~'}),
    DEPLOY_TOKEN: 'token', DEPLOY_EMAIL: 'pipeline@meddevo.example', DEPLOY_SIGNING_KEY: path.join(folder, 'signing'), REPORTER_TOKEN: 'token', MEDDEVO_CHANGE_KEY: privateKey, CHANGE_PUBLIC_KEY: path.join(folder, 'public.pem'),
    OPERATOR_URL_DEVELOP: 'http://develop', OPERATOR_URL_PRODUCTION: 'http://production',
  };
  spoil(env, folder);
  let said;
  await gitlab(request => request.headers['private-token'] === 'token' ? {json: {expires_at}} : {status: 401}, async url => said = await run(folder, ['infra/ci/preflight'], {...env, CI_API_V4_URL: url}));
  return said;
}

const refuses = (name, why, spoil, expires) => test(`preflight refuses ${name}`, async () => {
  const {code, err} = await preflight(name.replaceAll(/\W+/g, '-'), spoil, expires);
  assert.equal(code, 1, err);
  assert.match(err, why);
});

test('preflight lets pass what has all', async () => assert.deepEqual(await preflight('whole'), {code: 0, out: 'preflight: all is there\n', err: ''}));
test('preflight asks a schedule for no keys', async () => assert.equal((await preflight('schedule', env => Object.assign(env, {CI_PIPELINE_SOURCE: 'schedule', DEPLOY_TOKEN: '', MEDDEVO_CHANGE_KEY: ''}))).code, 0));
test('preflight tells early that a token will expire', async () => assert.match((await preflight('early', () => {}, soon(5))).out, /DEPLOY_TOKEN expires on/));

refuses('an account that nobody knows', /has no account "sandbox" with an id of 12 digits/, (env, folder) => write(folder, 'infra/live/sandbox/eu-central-1/terragrunt.stack.hcl', ''));
refuses('an id that is none', /has no account "develop" with an id of 12 digits/, (env, folder) => edit(folder, '"555555555555"', '"55555555555"'));
refuses('one id for two accounts', /gives the id "666666666666" to two accounts/, (env, folder) => edit(folder, '"555555555555"', '"666666666666"'));
refuses('an environment without its file', /infra\/live\/production has no <region>\/terragrunt.stack.hcl/, (env, folder) => fs.rmSync(path.join(folder, 'infra/live/production'), {recursive: true}));
refuses('a job without a token', /AWS_ID_TOKEN is missing/, env => delete env.AWS_ID_TOKEN);
refuses('a token that is none', /AWS_ID_TOKEN is no token of GitLab/, env => env.AWS_ID_TOKEN = 'secret');
refuses('an expired token', /AWS_ID_TOKEN has expired: retry the job/, env => env.AWS_ID_TOKEN = idToken({exp: 1, aud: SERVER}));
refuses('a token for somebody else', /meant for https:\/\/other.example/, env => env.AWS_ID_TOKEN = idToken({exp: 9999999999, aud: 'https://other.example'}));
refuses('a base without its digest', /pins\.env has no digest for IMAGE_BASE KUBECTL: run "infra\/ci\/pins --write"/, (env, folder) => write(folder, 'infra/ci/pins.env', `IMAGE_BASE=jre:25\nNODE=node:22@sha256:${'0'.repeat(64)}\nKUBECTL=https://a/b@sha256:00\n`));
refuses('a missing variable', /the variable DEPLOY_EMAIL is missing \(the service account's address/, env => delete env.DEPLOY_EMAIL);
refuses('a missing key', /the variable MEDDEVO_CHANGE_KEY is missing/, env => delete env.MEDDEVO_CHANGE_KEY);
refuses('keys that do not belong together', /CHANGE_PUBLIC_KEY does not hold the public half/, env => env.MEDDEVO_CHANGE_KEY = keys().privateKey);
refuses('a signing key that was pasted without its end', /DEPLOY_SIGNING_KEY is no key of OpenSSH/, (env, folder) => write(folder, 'signing', 'key'));
refuses('a revoked project token', /GitLab refuses DEPLOY_TOKEN/, env => env.DEPLOY_TOKEN = 'revoked');
refuses('an expired project token', /_TOKEN expired on 2026-01-01: make a new access token/, () => {}, '2026-01-01');
for (const [what, event] of Object.entries({'a merge request that could write no notes': {CI_PIPELINE_SOURCE: 'merge_request_event', CI_COMMIT_BRANCH: ''}, 'a schedule that could tell nobody of drift': {CI_PIPELINE_SOURCE: 'schedule'}, 'a deployment that could not say who approved it': {}}))
  refuses(what, /the variable REPORTER_TOKEN is missing/, env => Object.assign(env, event, {REPORTER_TOKEN: ''}));

function edit(folder, from, to) {
  const file = path.join(folder, 'infra/live/org.yaml');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(from, to));
}
