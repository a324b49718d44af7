// Where things stand, and what stands there.
import fs from 'node:fs';
import path from 'node:path';
import {parse} from '@cdktf/hcl2json';

export const TEST = import.meta.dirname;
export const INFRA = path.dirname(TEST);
export const PROJECT = path.dirname(INFRA);

/** A Terraform module: its name and folder. */
export function modules(infra = INFRA) {
  const folder = path.join(infra, 'modules');
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).map(name => ({name, folder: path.join(folder, name)})).filter(module => fs.readdirSync(module.folder).some(file => file.endsWith('.tf')));
}

/** Files of a folder and the folders in it, by their endings; what Terraform made is left out. */
export function filesIn(folder, ...endings) {
  return fs.readdirSync(folder, {recursive: true}).filter(file => endings.some(ending => file.endsWith(ending)))
    .filter(file => !file.split(path.sep).some(part => ['.terraform', 'node_modules', '.work', '.cache'].includes(part))).map(file => path.join(folder, file)).sort();
}

/** As people find it: from the root of the project. */
export const shown = file => path.relative(PROJECT, file);

/** All .tf files of a module as one object: {variable: {name: [block]}, output, resource: {type: {name: [block]}}, …}. */
export async function parsed(module) {
  const whole = {};
  for (const file of fs.readdirSync(module.folder).filter(name => name.endsWith('.tf'))) {
    const one = await parse(file, fs.readFileSync(path.join(module.folder, file), 'utf8'));
    for (const [kind, blocks] of Object.entries(one)) whole[kind] = Array.isArray(blocks) ? [...whole[kind] ?? [], ...blocks] : {...whole[kind], ...blocks};
  }
  return whole;
}

/** The modules of a tree by name, each with what its files say. */
export const modulesByName = async infra => Object.fromEntries(await Promise.all(modules(infra).map(async module => [module.name, {...module, ...await parsed(module)}])));
