// The live tree as Terragrunt would unfold it: every unit with its place, its values and its configuration. Terragrunt itself is not needed for it.
import fs from 'node:fs';
import path from 'node:path';
import {parse} from '@cdktf/hcl2json';
import {parse as parseYaml} from 'yaml';
import {shown} from '../files.mjs';

/**
 * @typedef {{account: string, place: string, name: string, file: string, module: string, values: object, inputs: object, after: string[],
 *   dependencies: {name: string, place: string, mocks: object, commands: string[]}[]}} Unit place: its path below live, which is the key of its state; after: places without whose units it cannot be applied
 * @returns {Promise<{org: object, units: Unit[], problems: {where: string, what: string, todo: string}[]}>}
 */
export async function readTree(infra) {
  const live = path.join(infra, 'live');
  const org = parseYaml(fs.readFileSync(path.join(live, 'org.yaml'), 'utf8'));
  const tree = {infra, live, org, units: [], problems: []};
  for (const account of folders(live)) {
    for (const region of folders(path.join(live, account))) {
      const stack = path.join(live, account, region, 'terragrunt.stack.hcl');
      if (fs.existsSync(stack)) await unfold(tree, stack, `${account}/${region}`, {});
      else tree.problems.push({where: shown(path.dirname(stack)), what: 'has no terragrunt.stack.hcl', todo: 'write it, or remove the folder'});
    }
  }
  return tree;
}

async function unfold(tree, file, place, values) {
  const {unit = {}, stack = {}} = await parse(file, fs.readFileSync(file, 'utf8'));
  for (const [kind, blocks] of [['unit', unit], ['stack', stack]]) {
    for (const [name, [block]] of Object.entries(blocks)) {
      const source = path.join(tree.infra, kind === 'unit' ? 'units' : 'stacks', path.basename(block.source), kind === 'unit' ? 'terragrunt.hcl' : 'terragrunt.stack.hcl');
      const given = block.values === '${values}' ? values : block.values ?? {};
      if (block.no_dot_terragrunt_stack !== true) tree.problems.push({where: `${shown(file)}: ${kind} ${name}`, what: 'has no no_dot_terragrunt_stack = true, so its state would lie below .terragrunt-stack', todo: 'add it: moving states later is work'});
      if (!fs.existsSync(source)) tree.problems.push({where: `${shown(file)}: ${kind} ${name}`, what: `comes from ${shown(source)}, which does not exist`, todo: 'mend the source'});
      else if (kind === 'stack') await unfold(tree, source, `${place}/${block.path}`, given);
      else tree.units.push({...await unitOf(source, `${place}/${block.path}`), values: given});
    }
  }
}

async function unitOf(file, place) {
  const {terraform = [{}], dependency = {}, dependencies: [waits = {}] = [], inputs = {}} = await parse(file, fs.readFileSync(file, 'utf8'));
  const at = relative => path.posix.normalize(path.posix.join(place, relative));
  return {
    account: place.split('/')[0], place, name: path.basename(place), file, inputs, module: /modules\/\/([\w-]+)$/.exec(terraform[0].source)?.[1],
    dependencies: Object.entries(dependency).map(([name, [block]]) => ({
      name, place: at(block.config_path), mocks: block.mock_outputs ?? {}, commands: block.mock_outputs_allowed_terraform_commands,
    })),
    after: [...Object.values(dependency).map(([block]) => at(block.config_path)), ...(waits.paths ?? []).map(at)],
  };
}

const folders = folder => fs.readdirSync(folder, {withFileTypes: true}).filter(entry => entry.isDirectory()).map(entry => entry.name).sort();
