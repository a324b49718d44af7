// A checkout of its own for the scripts of infra/ci, with a GitLab that answers on this machine and programs that only write down how they were called.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {spawn} from 'node:child_process';
import {PROJECT, TEST} from '../files.mjs';
import {git} from './local.mjs';

const ACCOUNTS = {management: '111111111111', 'log-archive': '222222222222', audit: '333333333333', platform: '444444444444', develop: '555555555555', production: '666666666666'};

/** A folder with infra/ci, an org.yaml, a stack file for each account, and all that comes from outside pinned. */
export function checkout(name) {
  const folder = path.join(TEST, '.work/scripts', name);
  fs.rmSync(folder, {recursive: true, force: true});
  fs.cpSync(path.join(PROJECT, 'infra/ci'), path.join(folder, 'infra/ci'), {recursive: true});
  fs.mkdirSync(path.join(folder, 'bin'));
  const pins = path.join(folder, 'infra/ci/pins.env');
  fs.writeFileSync(pins, fs.readFileSync(pins, 'utf8').replace(/^([A-Z_]+=[^@\n]+)$/gm, `$1@sha256:${'5'.repeat(64)}`));
  write(folder, 'infra/live/org.yaml', `home_region: eu-central-1\naccounts:\n${Object.entries(ACCOUNTS).map(([account, id]) => `  ${account}:\n    id: "${id}"\n    environment: any\n`).join('')}`);
  for (const account of Object.keys(ACCOUNTS)) write(folder, `infra/live/${account}/eu-central-1/terragrunt.stack.hcl`, '');
  return folder;
}

export function write(folder, file, text) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
  fs.writeFileSync(path.join(folder, file), text);
}

/** A program of the checkout that writes its words to calls.txt, and then does what the script says. */
export function program(folder, file, script = '') {
  write(folder, file, `#!/usr/bin/env bash\necho "$(basename "$0") $*" >> "${folder}/calls.txt"\n${script}\n`);
  fs.chmodSync(path.join(folder, file), 0o755);
}

export const calls = folder => fs.existsSync(path.join(folder, 'calls.txt')) ? fs.readFileSync(path.join(folder, 'calls.txt'), 'utf8').trim().split('\n') : [];

/** @returns {Promise<{code: number, out: string, err: string}>} */
export function run(folder, words, env = {}, cwd = '.') {
  const child = spawn(path.join(folder, words[0]), words.slice(1), {stdio: ['ignore', 'pipe', 'pipe'], cwd: path.join(folder, cwd), env: {PATH: `${folder}/bin:${process.env.PATH}`, HOME: folder, ...env}});
  const said = {out: '', err: ''};
  child.stdout.on('data', data => said.out += data);
  child.stderr.on('data', data => said.err += data);
  return new Promise(resolve => child.on('close', code => resolve({code, ...said})));
}

/** GitLab's API, which answers as the function says, lists in pages as GitLab does, and keeps what it was asked. */
export async function gitlab(answer, during) {
  const asked = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', data => body += data).on('end', () => {
      asked.push({method: request.method, url: request.url, token: request.headers['private-token'], body: decodeURIComponent(body.replaceAll('+', ' '))});
      const {status = 200, json = {}} = answer(request, asked.at(-1)) ?? {};
      const query = new URL(request.url, 'http://gitlab').searchParams;
      const [page, size] = ['page', 'per_page'].map(name => Number(query.get(name)));
      const isPaged = Array.isArray(json) && page > 0;
      const next = isPaged ? {'x-next-page': page * size < json.length ? `${page + 1}` : ''} : {};
      response.writeHead(status, {'content-type': 'application/json', ...next}).end(JSON.stringify(isPaged ? json.slice((page - 1) * size, page * size) : json));
    });
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    await during(`http://127.0.0.1:${server.address().port}`, asked);
  } finally {
    server.close();
  }
}

/** A token as GitLab signs it, with a signature that nobody checks here. */
export function idToken(claims) {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({alg: 'RS256'})}.${part(claims)}.c2ln`;
}

export {git};
