import fs from 'node:fs';
import path from 'node:path';
import {filesIn, parsed, shown} from '../files.mjs';

export const title = 'every module says what it is for, and what it takes and gives';

const NEEDED = ['variables.tf', 'outputs.tf', 'versions.tf', 'README.md', 'CHANGELOG.md'];
const TABLE = /<!-- inputs -->\n[\s\S]*?<!-- \/inputs -->/;
const LONGEST_README = 40;

export async function check({modules, write}, report) {
  for (const module of modules) {
    const found = [];
    const file = name => path.join(module.folder, name);
    NEEDED.filter(name => !fs.existsSync(file(name))).forEach(name => found.push([`has no ${name}`, `write it`]));
    if (!found.length) found.push(...ofVariables(module, await parsed(module)), ...ofReadme(module, await parsed(module), write));
    found.forEach(([what, todo]) => report.fail(shown(module.folder), what, todo));
    if (!found.length) report.pass();
  }
}

function ofVariables(module, {variable = {}, output = {}, terraform = []}) {
  const found = [];
  const text = filesIn(module.folder, '.tf').map(file => fs.readFileSync(file, 'utf8')).join('\n');
  for (const [name, [block]] of Object.entries(variable)) {
    if (!block.description) found.push([`variable ${name} has no description`, 'say what it is, with unit and default']);
    if (!block.type) found.push([`variable ${name} has no type`, 'give it one']);
    if (block.type !== '${bool}' && !block.validation) found.push([`variable ${name} accepts whatever it is given`, 'add a validation whose message says what to give']);
    if (!new RegExp(`\\bvar\\.${name}\\b`).test(text.replace(validations(text, name), ''))) found.push([`variable ${name} is used nowhere`, 'use it or take it away']);
  }
  for (const [name, [block]] of Object.entries(output)) if (!block.description) found.push([`output ${name} has no description`, 'say what it is and who uses it']);
  if (!terraform.some(block => block.required_version)) found.push(['says no required_version', 'add it to versions.tf']);
  for (const provider of Object.entries(terraform.flatMap(block => block.required_providers ?? []).reduce((all, one) => ({...all, ...one}), {})))
    if (!provider[1].version) found.push([`provider ${provider[0]} has no version`, 'pin its major version']);
  return found;
}

/** The block of a variable, in which its own name stands without being a use of it. */
const validations = (text, name) => new RegExp(`variable "${name}" \\{[\\s\\S]*?\\n\\}`).exec(text)?.[0] ?? '';

function ofReadme(module, {variable = {}, output = {}}, write) {
  const file = path.join(module.folder, 'README.md');
  const readme = fs.readFileSync(file, 'utf8');
  if (!TABLE.test(readme)) return [['README.md has no place for its inputs', 'add the lines <!-- inputs --> and <!-- /inputs -->']];
  const current = readme.replace(TABLE, () => `<!-- inputs -->\n${tables(variable, output)}<!-- /inputs -->`);
  if (write && current !== readme) fs.writeFileSync(file, current);
  else if (current !== readme) return [['README.md has an old table of inputs', 'infra/test/run documentation --write']];
  const lines = readme.replace(TABLE, '').split('\n').length;
  return lines > LONGEST_README ? [[`README.md has ${lines} lines besides its table`, `at most ${LONGEST_README}: move what is longer into docs/guides`]] : [];
}

function tables(variable, output) {
  const cell = text => String(text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  const inputs = Object.entries(variable).sort().map(([name, [block]]) =>
    `| \`${name}\` | \`${cell(String(block.type ?? '').replace(/^\$\{([\s\S]*)\}$/, '$1'))}\` | ${'default' in block ? `\`${cell(JSON.stringify(block.default))}\`` : 'needed'} | ${cell(block.description)} |`);
  const outputs = Object.entries(output).sort().map(([name, [block]]) => `| \`${name}\` | ${cell(block.description)} |`);
  return `\n| input | type | default | what it is |\n|---|---|---|---|\n${inputs.join('\n')}\n`
    + (outputs.length ? `\n| output | what it is |\n|---|---|\n${outputs.join('\n')}\n` : '') + '\n';
}
