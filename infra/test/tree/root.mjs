// What Terragrunt would make of live/root.hcl for each unit. Its expressions are Terraform's, so Terraform evaluates them, with the few functions that Terragrunt
// adds given as variables; one that is not known here is an error of Terraform's.
import fs from 'node:fs';
import path from 'node:path';
import {parse} from '@cdktf/hcl2json';
import {shown} from '../files.mjs';
import {copyOf, diagnostics, jsonLines, terraform} from '../terraform.mjs';
import {deep} from './bind.mjs';

const LABELLED = Symbol('any label');
const ANY = Symbol('anything');
/** What Terragrunt knows of what such a file says; it passes over names that it does not know in some blocks. https://docs.terragrunt.com/reference/hcl/blocks */
const WORDS = {
  locals: ANY, terraform_binary: ANY, terraform_version_constraint: ANY, terragrunt_version_constraint: ANY,
  remote_state: {backend: ANY, config: ANY, disable_init: ANY, generate: {path: ANY, if_exists: ANY}},
  generate: {[LABELLED]: {path: ANY, if_exists: ANY, if_disabled: ANY, contents: ANY, disable: ANY, disable_signature: ANY, comment_prefix: ANY}},
  terraform: {extra_arguments: {[LABELLED]: {commands: ANY, arguments: ANY, env_vars: ANY, required_var_files: ANY, optional_var_files: ANY}}},
  errors: {retry: {[LABELLED]: {retryable_errors: ANY, max_attempts: ANY, sleep_interval_sec: ANY}}},
};
const FUNCTIONS = {'path_relative_to_include()': 'var.place', 'get_parent_terragrunt_dir()': 'var.live', 'get_terragrunt_dir()': 'var.folder', 'get_env("BOOTSTRAP", "")': 'var.bootstrap'};
const STEPS = ['', 'states', 'local'];

/** @returns {Promise<{where: string, what: string, todo: string}[]>} */
export async function faultsOfRoot({infra, live, org, units}) {
  const file = path.join(live, 'root.hcl');
  const where = shown(file);
  const root = await parse(file, fs.readFileSync(file, 'utf8'));
  const found = strangers(root, WORDS).map(name => ({where, what: `says ${name}, which Terragrunt does not know`, todo: 'mend the word: docs.terragrunt.com/reference/hcl/blocks'}));
  for (const unit of units) {
    for (const [, name] of fs.readFileSync(unit.file, 'utf8').matchAll(/include\.root\.locals\.(\w+)/g)) {
      if (!(name in root.locals[0])) found.push({where: shown(unit.file), what: `takes ${name} of root.hcl, whose locals are ${Object.keys(root.locals[0]).join(', ')}`, todo: 'mend the name'});
    }
  }
  if (found.length) return found;
  const {told, problem} = await evaluated(root, {infra, live, units});
  if (problem) return [{where, what: problem, todo: 'mend the expression'}];
  for (const {place, account} of units) {
    for (const bootstrap of STEPS) {
      const sentences = await ofUnit(told[`${place}:${bootstrap}`], {place, bootstrap, account, org});
      found.push(...sentences.map(what => ({where, what: `${what}, for ${place}${bootstrap && ` with BOOTSTRAP=${bootstrap}`}`, todo: 'mend root.hcl: a unit is where it lies'})));
    }
  }
  return found.slice(0, 3); // what is wrong for one is wrong for all
}

const strangers = (value, words) => words === ANY ? [] : [].concat(value).flatMap(block => Object.entries(block).flatMap(([name, inner]) => {
  const known = words[name] ?? words[LABELLED];
  return known ? strangers(inner, known) : [name];
}));

async function evaluated(root, {live, units}) {
  const change = text => Object.entries(FUNCTIONS).reduce((changed, [call, variable]) => changed.replaceAll(call, variable), text);
  const {locals: [locals], remote_state: [{backend, config}], generate: {provider: [{contents}]}} = root;
  const module = deep({
    variable: Object.fromEntries(['place', 'live', 'folder', 'bootstrap'].map(name => [name, {}])),
    locals,
    output: {told: {value: {account: '${local.account}', account_id: '${local.account_id}', region: '${local.region}', unit: '${local.unit}', backend, config: `\${jsonencode(${config.slice(2, -1)})}`, contents}}},
  }, change);
  const places = units.flatMap(({place}) => STEPS.map(bootstrap => [`${place}:${bootstrap}`, {place, bootstrap, folder: path.join(live, place)}]));
  const work = copyOf({name: 'root', folder: live}, 'root', folder => {
    for (const entry of fs.readdirSync(folder)) fs.rmSync(path.join(folder, entry), {recursive: true});
    fs.mkdirSync(path.join(folder, 'root'));
    fs.writeFileSync(path.join(folder, 'root/main.tf.json'), JSON.stringify(module));
    const each = Object.fromEntries(['place', 'bootstrap', 'folder'].map(name => [name, `\${each.value.${name}}`]));
    fs.writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify({
      module: {root: {source: './root', for_each: Object.fromEntries(places), live, ...each}}, output: {told: {value: '${{for key, one in module.root : key => one.told}}'}},
    }));
  });
  const run = async (...args) => {
    const {code, out} = await terraform(work, args);
    return code ? {problem: diagnostics(jsonLines(out))[0]?.replace(/^\S+\.tf\.json:\d+: /, '') ?? out.trim()} : {out};
  };
  for (const step of [['init', '-backend=false', '-json'], ['plan', '-input=false', '-out=plan', '-json']]) {
    const {problem} = await run(...step);
    if (problem) return {problem};
  }
  return {told: JSON.parse((await run('show', '-json', 'plan')).out).planned_values.outputs.told.value};
}

/** What root.hcl says of a unit, against where the unit lies. */
async function ofUnit({account, account_id: id, region, unit, backend, config: written, contents}, {place, bootstrap, account: owner, org}) {
  const config = JSON.parse(written);
  const [, second] = place.split('/');
  const expected = {account: owner, account_id: org.accounts[owner].id, region: second === 'global' ? org.home_region : second, unit: path.posix.basename(place)};
  const state = {bucket: org.state.bucket, key: `${place}/terraform.tfstate`, region: org.state.region, kms_key_id: org.state.kms_key_arn, encrypt: true, use_lockfile: true};
  const isLocal = bootstrap === 'local';
  let provider;
  try {
    provider = (await parse('provider.tf', contents)).provider.aws[0];
  } catch (e) {
    return [`generates a provider that does not parse (${e.message ?? e})`];
  }
  const role = provider.assume_role?.[0].role_arn;
  return [
    ...Object.entries({account, account_id: id, region, unit}).filter(([name, value]) => value !== expected[name]).map(([name, value]) => `says ${name} = ${value} where it is ${expected[name]}`),
    ...backend === (isLocal ? 'local' : 's3') ? [] : [`keeps the state in ${backend}`],
    ...isLocal ? [] : Object.entries(state).filter(([name, value]) => config[name] !== value).map(([name, value]) => `keeps the state with ${name} = ${config[name]} where it is ${value}`),
    ...provider.allowed_account_ids?.join() === expected.account_id && provider.region === expected.region ? [] : ['generates a provider that is not held to the account and region'],
    ...role === (bootstrap && owner !== 'management' ? `arn:aws:iam::${expected.account_id}:role/AWSControlTowerExecution` : undefined) ? [] : [`generates a provider that takes ${role ?? 'no role'}`],
    ...provider.default_tags?.[0].tags.Environment === org.accounts[owner].environment && provider.default_tags[0].tags.Unit === place ? [] : ['generates a provider whose tags do not tell the environment and the unit'],
  ];
}
