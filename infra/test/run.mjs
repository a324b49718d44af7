// infra/test/run [LAYER…] [--module NAME…] [--write]
import fs from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {INFRA, modules, TEST} from './files.mjs';
import {Report} from './report.mjs';

/** In the order in which one wants to know: what is quick first. */
const ORDER = ['format', 'documentation', 'wiring', 'contracts', 'schema', 'behaviour', 'policies', 'scenarios', 'environment', 'pipeline', 'fixtures'];

const layers = fs.readdirSync(path.join(TEST, 'layers')).map(file => path.basename(file, '.mjs')).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));

const USAGE = `infra/test/run [LAYER…] [--module NAME…] [--write]

Checks infra/ without AWS, Terragrunt or a registry: everything, or only the layers and modules that are named.
  --module NAME  only what can be said of one module; may be given several times
  --write        write what is generated anew: tables of READMEs, the environment's manifest, the pipeline's jobs per event

Layers: ${layers.join(', ')}
Exit code 0: all holds; 1: something does not; 2: the call is wrong.`;

const refuse = sentence => {
  console.error(sentence);
  process.exit(2);
};
const read = () => {
  try {
    return parseArgs({allowPositionals: true, options: {help: {type: 'boolean', short: 'h'}, module: {type: 'string', multiple: true}, write: {type: 'boolean'}}});
  } catch (e) {
    return refuse(`${e.message.split('. ')[0]}.\n\n${USAGE}`);
  }
};
const {values, positionals} = read();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const unknown = positionals.filter(name => !layers.includes(name));
if (unknown.length) refuse(`no such layer: ${unknown.join(', ')}. There are: ${layers.join(', ')}`);
const all = modules();
const strangers = (values.module ?? []).filter(name => !all.some(module => module.name === name));
if (strangers.length) refuse(`no such module: ${strangers.join(', ')}. There are: ${all.map(module => module.name).join(', ')}`);

const context = {infra: INFRA, modules: values.module ? all.filter(module => values.module.includes(module.name)) : all, write: values.write, isWhole: !values.module};
const total = new Report();
for (const name of positionals.length ? positionals : layers) {
  const layer = await import(`./layers/${name}.mjs`);
  const report = new Report();
  const begun = Date.now();
  await layer.check(context, report);
  if (report.skipped) {
    console.log(`- ${name}: ${layer.title} (skipped: it looks at all modules together)`);
    continue;
  }
  console.log(`${report.findings.length ? '✗' : '✓'} ${name}: ${layer.title} (${report.passed} passed, ${report.findings.length} failed, ${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  report.print();
  total.passed += report.passed;
  total.findings.push(...report.findings);
}
console.log(`${total.passed} passed, ${total.findings.length} failed`);
process.exit(total.findings.length ? 1 : 0);
