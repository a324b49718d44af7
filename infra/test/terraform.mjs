// Terraform on a copy of a module, with the offline provider in place of a registry.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {filesIn, TEST} from './files.mjs';
import {mirror} from './provider/mirror.mjs';

const WORK = path.join(TEST, '.work');

/** A copy of a module that was never initialised; removed and made anew each time. @param prepare changes the copy before its providers are looked up */
export function copyOf(module, purpose, prepare = () => {}) {
  const work = path.join(WORK, purpose, module.name);
  fs.rmSync(work, {recursive: true, force: true});
  const folder = path.join(work, 'module');
  fs.cpSync(module.folder, folder, {recursive: true, filter: file => !/[\\/]\.terraform/.test(file)});
  prepare(folder);
  const text = filesIn(folder, '.tf', '.hcl').map(file => fs.readFileSync(file, 'utf8')).join('\n');
  return {folder, settings: mirror(work, text)};
}

/** @returns {Promise<{code: number, out: string}>} out holds both streams, since Terraform writes what is wrong to either */
export function terraform({folder, settings}, args, environment = {}) {
  return new Promise(done => {
    const child = spawn('terraform', args, {cwd: folder, env: {...process.env, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: '1', ...environment}});
    let out = '';
    child.stdout.on('data', data => out += data);
    child.stderr.on('data', data => out += data);
    child.on('close', code => done({code, out}));
  });
}

/** What Terraform's JSON lines say went wrong, a sentence each. */
export function diagnostics(lines) {
  return lines.filter(line => line.type === 'diagnostic' && line.diagnostic.severity === 'error')
    .map(({diagnostic}) => `${diagnostic.range ? `${diagnostic.range.filename}:${diagnostic.range.start.line}: ` : ''}${diagnostic.summary}${diagnostic.detail ? `: ${diagnostic.detail.replace(/\s+/g, ' ')}` : ''}`);
}

export const jsonLines = out => out.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line));

/** What stands after the first `Error:`, on one line. */
export const firstError = out => out.slice(Math.max(0, out.indexOf('Error:'))).replace(/[│╷╵]/g, '').replace(/\s+/g, ' ').trim();
