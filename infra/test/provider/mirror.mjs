// What `terraform init` finds in place of a registry: a folder in which every provider is a two-line script that starts server.mjs.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {extract} from './extract.mjs';

const HERE = import.meta.dirname;
const TEST = path.dirname(HERE);
const CACHE = path.join(TEST, '.cache');
const EXTRACTOR = crypto.createHash('sha256').update(fs.readFileSync(path.join(HERE, 'extract.mjs'))).digest('hex').slice(0, 12);

/** By its name in `required_providers`: where the registry has it, and the package that its schema comes from. */
const PROVIDERS = {
  aws: {source: 'hashicorp/aws', from: '@cdktn/provider-aws'},
  azuread: {source: 'hashicorp/azuread', from: '@cdktf/provider-azuread'},
  datadog: {source: 'datadog/datadog', from: '@cdktn/provider-datadog'},
  gitlab: {source: 'gitlabhq/gitlab', from: '@cdktf/provider-gitlab'},
  mongodbatlas: {source: 'mongodb/mongodbatlas', from: '@cdktf/provider-mongodbatlas'},
  random: {source: 'hashicorp/random', from: '@cdktf/provider-random'},
  time: {source: 'hashicorp/time', from: '@cdktf/provider-time'},
  tls: {source: 'hashicorp/tls', from: '@cdktf/provider-tls'},
};

const sections = ['resource_schemas', 'data_source_schemas', 'ephemeral_resource_schemas'];
const loaded = new Map();

/** The whole schema of a provider; extracted once per version of its package and of the extractor. */
export function schemaOf(name) {
  if (!loaded.has(name)) loaded.set(name, read(name));
  return loaded.get(name);
}

function read(name) {
  const folder = path.join(TEST, 'node_modules', PROVIDERS[name].from);
  const version = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
  const file = path.join(CACHE, `${name}-${version}-${EXTRACTOR}.json`);
  if (!fs.existsSync(file)) {
    fs.mkdirSync(CACHE, {recursive: true});
    const schema = extract(folder);
    fs.writeFileSync(file + '.new', JSON.stringify(schema));
    fs.renameSync(file + '.new', file);
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/**
 * Writes a mirror for the configurations in a folder, and Terraform's settings beside it.
 * @param work a folder of the caller's own
 * @param text all .tf and .hcl files that will be read; a provider serves only the types that stand in it, since Terraform asks for all of them at every start
 * @returns the path for TF_CLI_CONFIG_FILE
 */
export function mirror(work, text) {
  const types = new Set([...text.matchAll(/(?:resource|data|ephemeral|mock_resource|mock_data)\s+"(\w+)"/g)].map(match => match[1]));
  for (const [name, {source}] of Object.entries(PROVIDERS)) {
    if (!text.toLowerCase().includes(`"${source}"`) && ![...types].some(type => type.startsWith(name + '_'))) continue;
    const {version, ...schema} = schemaOf(name);
    const file = path.join(work, 'schemas', `${name}.json`);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, JSON.stringify({...schema, ...Object.fromEntries(sections.map(section => [section, only(schema[section], types)]))}));
    const binary = path.join(work, 'mirror/registry.terraform.io', source, version, platform(), `terraform-provider-${name}_v${version}_x5`);
    fs.mkdirSync(path.dirname(binary), {recursive: true});
    fs.writeFileSync(binary, `#!/bin/sh\nexec node --no-warnings "${path.join(HERE, 'server.mjs')}" "${file}"\n`, {mode: 0o755});
  }
  const settings = path.join(work, 'terraform.rc');
  fs.writeFileSync(settings, `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${path.join(work, 'mirror')}"\n  }\n}\n`);
  return settings;
}

const only = (all, types) => Object.fromEntries(Object.entries(all).filter(([type]) => types.has(type)));

function platform() {
  const processor = {x64: 'amd64', arm64: 'arm64'}[process.arch];
  return `${process.platform === 'darwin' ? 'darwin' : 'linux'}_${processor}`;
}
