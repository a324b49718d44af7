import fs from 'node:fs';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {filesIn, PROJECT, shown, TEST} from '../files.mjs';
import {copyOf, firstError, terraform} from '../terraform.mjs';

export const title = 'a whole environment can be made, made again without a change, read by the operator, and taken away';

/** What is handed over to the operator: outputs, each of a module operator-…, and written down in a file of the same name. */
const MANIFESTS = {manifest_yaml: 'environment', registry_yaml: 'registry'};

/** @param folder the configuration that binds the modules together */
export async function check({modules, isWhole, write, folder = path.join(TEST, 'environment')}, report) {
  if (!isWhole) return report.skip();
  const used = [...fs.readFileSync(path.join(folder, 'main.tf'), 'utf8').matchAll(/source\s*=\s*"\.\/modules\/([\w-]+)"/g)].map(match => match[1]);
  const absent = used.filter(name => !modules.some(module => module.name === name));
  if (absent.length) return report.fail(shown(folder), `binds ${absent.join(', ')}, and there is no such module`, 'write it, or take it out');
  const copy = copyOf({name: 'environment', folder}, 'environment', inside => {
    for (const name of used) fs.cpSync(modules.find(module => module.name === name).folder, path.join(inside, 'modules', name), {recursive: true, filter: file => !/[\\/](\.terraform|tests)/.test(file)});
    // What must outlive a mistake in production must go here.
    for (const file of filesIn(inside, '.tf')) fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\s*prevent_destroy\s*=\s*true.*\n/gm, ''));
  });
  const step = async (name, args, todo, accept = [0]) => {
    const {code, out} = await terraform(copy, args);
    if (accept.includes(code)) report.pass();
    else report.fail(shown(folder), `${name}: ${code === 2 ? changes(out) : firstError(out)}`, todo);
    return accept.includes(code) ? out : null;
  };
  if (await step('init', ['init', '-input=false', '-no-color'], 'mend the sources and versions') === null) return;
  if (await step('apply', ['apply', '-auto-approve', '-input=false', '-no-color'], 'an output of one module does not fit the input of another') === null) return;
  await step('a second plan', ['plan', '-detailed-exitcode', '-input=false', '-no-color'], 'a configuration that changes without a reason changes production every night');
  for (const [output, kind] of Object.entries(MANIFESTS)) {
    const {code, out: manifest} = await terraform(copy, ['output', '-raw', output]);
    if (code !== 0) {
      report.fail(shown(folder), `puts no ${output} out`, `hand over what module operator-${kind} writes`);
      continue;
    }
    const file = path.join(copy.folder, `${kind}.yaml`);
    fs.writeFileSync(file, manifest);
    const validated = spawnSync(path.join(PROJECT, 'meddevo'), ['validate', file], {encoding: 'utf8'});
    if (validated.status === 0) report.pass();
    else report.fail(shown(folder), `the manifest is refused: ${(validated.stdout + validated.stderr).trim()}`, `module operator-${kind} must write what crds/meddevo${kind}.yaml accepts`);
    handOver(path.join(folder, output.replace('_', '.')), manifest, write, report);
  }
  await step('destroy', ['destroy', '-auto-approve', '-input=false', '-no-color'], 'something holds what should go');
}

/** The manifest is written down, with zeros for what a cloud would choose: a test of the local platform holds its own environment against the same file. */
function handOver(file, manifest, write, report) {
  const zeros = manifest.replace(/[0-9a-f]{8,}(?:-[0-9a-f]{4,})*/g, id => /^\d{12}$/.test(id) ? id : id.replace(/[0-9a-f]/g, '0')).replace(/(?<=Z)[0-9A-F]{13}/g, id => '0'.repeat(id.length));
  if (write) fs.writeFileSync(file, zeros);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === zeros) report.pass();
  else report.fail(shown(file), 'is not what the modules hand over to the operator', 'look at the difference: infra/test/run environment --write, then git diff');
}

const changes = out => [...out.matchAll(/^\s*# (.*) (will be|must be) (.*)$/gm)].map(match => `${match[1]} ${match[2]} ${match[3]}`).join('; ') || firstError(out);
