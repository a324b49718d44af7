// The live tree, or some of its units, as Terraform plans it where nothing stands yet.
import fs from 'node:fs';
import path from 'node:path';
import {copyOf, firstError, jsonLines, terraform} from '../terraform.mjs';
import {bound, providersIn} from './bind.mjs';

/** @returns {Promise<{problem?: string, lines?: object[], plan?: object}>} problem where it cannot be initialised, lines where it cannot be planned */
export async function planned(tree, modules, purpose) {
  const work = copyOf({name: 'tree', folder: tree.live}, purpose, folder => {
    for (const entry of fs.readdirSync(folder)) fs.rmSync(path.join(folder, entry), {recursive: true});
    for (const name of new Set(tree.units.map(unit => unit.module))) fs.cpSync(modules[name].folder, path.join(folder, 'modules', name), {recursive: true, filter: file => !/[\\/](\.terraform|tests)/.test(file)});
    fs.writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(bound(tree, name => providersIn(modules[name])), null, 2));
  });
  const init = await terraform(work, ['init', '-backend=false', '-input=false', '-no-color']);
  if (init.code) return {problem: firstError(init.out)};
  const plan = await terraform(work, ['plan', '-json', '-input=false', '-out=plan']);
  return plan.code ? {lines: jsonLines(plan.out)} : {plan: JSON.parse((await terraform(work, ['show', '-json', 'plan'])).out)};
}
