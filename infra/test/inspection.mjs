// One look at a module with Terraform, shared by the layers that need its result: init, validate, and its own tests with the plan of every run.
import {copyOf, diagnostics, firstError, jsonLines, terraform} from './terraform.mjs';
import {inTurns} from './turns.mjs';

const looks = new Map();

/** @returns {Promise<{schema: string[], tests: {run: string, status: string, why: string[]}[], plans: {run: string, file: string, plan: object}[]}>} */
export function inspect(module) {
  if (!looks.has(module.folder)) looks.set(module.folder, inTurns(() => look(module)));
  return looks.get(module.folder);
}

async function look(module) {
  const copy = copyOf(module, 'inspect');
  const init = await terraform(copy, ['init', '-backend=false', '-input=false', '-no-color']);
  if (init.code) return {schema: [firstError(init.out)], tests: [], plans: []};
  const validate = JSON.parse((await terraform(copy, ['validate', '-json', '-no-color'])).out);
  const schema = diagnostics(validate.diagnostics.map(diagnostic => ({type: 'diagnostic', diagnostic})));
  if (schema.length) return {schema, tests: [], plans: []};
  return {schema, ...tested(jsonLines((await terraform(copy, ['test', '-json', '-verbose'])).out))};
}

function tested(lines) {
  const tests = lines.filter(line => line.test_run?.status).map(line => ({
    run: line.test_run.run, file: line.test_run.path, status: line.test_run.status,
    why: diagnostics(lines.filter(other => other['@testrun'] === line.test_run.run && other['@testfile'] === line.test_run.path)),
  }));
  const unbound = diagnostics(lines.filter(line => !line['@testrun']));
  if (unbound.length) tests.push({run: 'before any run', file: 'tests', status: 'error', why: unbound});
  return {tests, plans: lines.filter(line => line.test_plan).map(line => ({run: line['@testrun'], file: line['@testfile'], plan: line.test_plan}))};
}
