import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {parse as parseYaml} from 'yaml';
import {modulesByName, shown} from '../files.mjs';
import {documentsOf} from '../policies/documents.mjs';
import {lint} from '../policies/lint.mjs';
import {diagnostics} from '../terraform.mjs';
import {label} from '../tree/bind.mjs';
import {planned} from '../tree/plan.mjs';
import {readTree} from '../tree/read.mjs';
import {faultsOfRoot} from '../tree/root.mjs';

export const title = 'the live tree fits together: units, inputs, dependencies, states and the roles that may write them';

/** Commands that run where a dependency may not stand yet; with any other a mock would end up in AWS. */
const MOCKED = ['init', 'validate', 'plan'];

export async function check({infra, isWhole}, report) {
  if (!isWhole) return report.skip();
  if (!fs.existsSync(path.join(infra, 'live'))) return;
  const tree = await readTree(infra);
  const modules = await modulesByName(infra);
  const problems = [...tree.problems, ...ofPlaces(tree), ...tree.units.flatMap(unit => [...ofModule(unit, modules), ...ofDependencies(unit, tree, modules), ...ofRoles(unit, tree)]), ...ofLists(tree), ...ofPipeline(tree)];
  const found = [...new Map(problems.map(problem => [problem.where + problem.what, problem])).values()];
  if (!found.length) found.push(...await faultsOfRoot(tree));
  if (!found.length) found.push(...await ofTypes(tree, modules));
  found.forEach(({where, what, todo}) => report.fail(where, what, todo));
  report.passed += tree.units.filter(unit => !found.some(({where}) => where.includes(shown(unit.file)) || where.includes(unit.place))).length;
}

function ofPlaces({units, org}) {
  const found = [];
  const seen = new Map();
  for (const {place, account} of units) {
    if (seen.has(place)) found.push({where: place, what: 'is the place of two units, which would share a state', todo: 'give one another path'});
    seen.set(place, true);
    if (!org.accounts[account]) found.push({where: `infra/live/${account}`, what: `is no account of org.yaml, which has ${Object.keys(org.accounts).join(', ')}`, todo: 'add it there, or rename the folder'});
  }
  for (const [name, {id, branches, environment}] of Object.entries(org.accounts)) {
    if (!/^\d{12}$/.test(id)) found.push({where: `infra/live/org.yaml: ${name}`, what: `has the id ${id}, and an account's has twelve digits in quotes`, todo: 'mend it'});
    if (!branches?.length) found.push({where: `infra/live/org.yaml: ${name}`, what: 'has no branches, so nothing could ever be applied', todo: 'name the branches that may'});
    if (environment === 'production' && branches?.includes('develop')) found.push({where: `infra/live/org.yaml: ${name}`, what: 'may be applied from branch develop', todo: 'production takes what master has'});
  }
  return found;
}

function ofModule({file, module, inputs}, modules) {
  if (!modules[module]) return [{where: shown(file), what: `binds module ${module}, which does not exist`, todo: 'mend terraform.source'}];
  const variables = modules[module].variable ?? {};
  return [
    ...Object.keys(inputs).filter(name => !variables[name]).map(name => ({where: shown(file), what: `gives ${module} the input ${name}, which is no variable of it; Terragrunt would say nothing`, todo: `it takes ${Object.keys(variables).sort().join(', ')}`})),
    ...Object.entries(variables).filter(([name, [block]]) => !('default' in block) && !(name in inputs)).map(([name]) => ({where: shown(file), what: `does not give ${module} the input ${name}, which it needs`, todo: 'add it'})),
  ];
}

function ofDependencies(unit, {units}, modules) {
  const text = fs.readFileSync(unit.file, 'utf8');
  return unit.dependencies.flatMap(({name, place, mocks, commands}) => {
    const where = `${shown(unit.file)}: dependency ${name}`;
    const target = units.find(other => other.place === place);
    if (!target) return [{where, what: `points to ${place}, where no unit is`, todo: 'mend config_path, or add the unit to the stack'}];
    const outputs = modules[target.module]?.output ?? {};
    const used = [...new Set([...text.matchAll(new RegExp(`dependency\\.${name}\\.outputs\\.(\\w+)`, 'g'))].map(match => match[1]))];
    const found = [];
    if (target.account !== unit.account) found.push({where, what: `reads the state of another account, ${target.account}`, todo: 'agree on the value in org.yaml'});
    if (JSON.stringify(commands) !== JSON.stringify(MOCKED)) found.push({where, what: 'lets mocks stand in for more, or less, than init, validate and plan', todo: `mock_outputs_allowed_terraform_commands = ${JSON.stringify(MOCKED)}`});
    if (!used.length) found.push({where, what: 'is used nowhere', todo: 'take it away'});
    Object.keys(mocks).filter(output => !outputs[output]).forEach(output => found.push({where, what: `mocks ${output}, which is no output of ${target.module}`, todo: `it has ${Object.keys(outputs).sort().join(', ')}`}));
    used.filter(output => !outputs[output]).forEach(output => found.push({where, what: `uses ${output}, which is no output of ${target.module}`, todo: `it has ${Object.keys(outputs).sort().join(', ')}`}));
    used.filter(output => outputs[output] && !(output in mocks)).forEach(output => found.push({where, what: `uses ${output} without a mock, so nothing can be planned before ${target.name} stands`, todo: 'add it to mock_outputs'}));
    return found;
  });
}

/** The role of a unit reads the states of its dependencies and no others. */
function ofRoles({place, name, dependencies}, {infra, org, account = place.split('/')[0]}) {
  const file = path.join(infra, 'units', name, 'permissions.yaml');
  if (!fs.existsSync(file)) return [{where: shown(file), what: 'is not there, so no role of the pipeline could apply the unit', todo: 'write which actions applying takes'}];
  const siblings = (parseYaml(fs.readFileSync(file, 'utf8')).reads ?? []).map(other => path.posix.join(path.posix.dirname(place), other));
  const readable = siblings.filter(other => org.accounts[account]?.units?.includes(other.slice(account.length + 1)));
  const needed = dependencies.map(dependency => dependency.place);
  return [
    ...needed.filter(other => !readable.includes(other)).map(other => ({where: shown(file), what: `does not let ${place} read the state of ${other}, on which it depends`, todo: `add ${path.posix.basename(other)} to reads`})),
    ...readable.filter(other => !needed.includes(other)).map(other => ({where: shown(file), what: `lets ${place} read the state of ${other}, on which it does not depend`, todo: `take ${path.posix.basename(other)} out of reads`})),
  ];
}

/** What org.yaml lists is what lies in the tree: by that list the pipeline's roles are made, and in its order a person applies the units of a new account. */
function ofLists({org, units}) {
  return Object.entries(org.accounts).flatMap(([account, {units: listed = []}]) => {
    const there = units.filter(unit => unit.account === account).map(unit => unit.place.slice(account.length + 1));
    const where = `infra/live/org.yaml: ${account}`;
    const names = listed.map(place => path.posix.basename(place));
    const tooEarly = units.filter(unit => unit.account === account).flatMap(unit => unit.after.map(other => [unit.place, other].map(place => place.slice(account.length + 1))))
      .filter(([place, other]) => listed.includes(other) && listed.indexOf(other) > listed.indexOf(place));
    return [
      ...tooEarly.map(([place, other]) => ({where, what: `lists ${place} before ${other}, without which it cannot be applied`, todo: 'turn them round: a person applies them in this order'})),
      ...there.filter(place => !listed.includes(place)).map(place => ({where, what: `does not list ${place}, which lies in infra/live/${account}: no role could apply it`, todo: 'add it to units'})),
      ...listed.filter(place => !there.includes(place)).map(place => ({where, what: `lists ${place}, which does not lie in infra/live/${account}`, todo: 'take it out of units'})),
      ...names.filter((name, at) => names.indexOf(name) !== at).map(name => ({where, what: `has two units called ${name}, which would share a role`, todo: 'call one of them something else'})),
    ];
  });
}

/** The parts that the pipeline plans, compares each night and applies, each from one branch (.gitlab/ci/infra.yml). */
const PARTS = {develop: 'develop', production: 'master', organization: 'master'};

/** Every account is part of what is compared and applied, by roles that it has: those that plan come with unit gitlab-oidc, the one that saves is a job's. */
function ofPipeline({infra, org, units}) {
  const parts = Object.fromEntries(Object.keys(PARTS).map(part => [part, execFileSync(path.join(infra, 'ci/accounts'), [part], {encoding: 'utf8'}).trim().split(' ')]));
  return Object.entries(org.accounts).flatMap(([account, {jobs = {}}]) => {
    const where = `infra/live/org.yaml: ${account}`;
    const part = Object.keys(PARTS).find(name => parts[name].includes(account));
    if (!part) return [{where, what: `belongs to none of the parts ${Object.keys(PARTS).join(', ')}, so nobody would notice its drift`, todo: 'add it to infra/ci/accounts'}];
    const strangers = (jobs.snapshot ?? []).filter(branch => branch !== PARTS[part]);
    const files = Object.keys(jobs).filter(job => !fs.existsSync(path.join(infra, 'units/gitlab-oidc/jobs', `${job}.json`)));
    return [
      ...units.some(unit => unit.account === account && unit.name === 'gitlab-oidc') ? [] : [{where, what: 'has no unit gitlab-oidc, so no role of the pipeline reads it', todo: 'add the unit to its stack'}],
      ...jobs.snapshot?.includes(PARTS[part]) ? [] : [{where, what: `has no job snapshot for ${PARTS[part]}, from which it is applied: what goes there could not be saved first`, todo: `jobs: {snapshot: [${PARTS[part]}]}`}],
      ...strangers.map(branch => ({where, what: `lets snapshot be taken from ${branch}, which applies nothing here`, todo: 'take the branch away'})),
      ...files.map(job => ({where, what: `has a job ${job}, whose rights stand nowhere`, todo: `write infra/units/gitlab-oidc/jobs/${job}.json`})),
    ];
  });
}

/** Terraform itself says whether an output fits the input that it goes into. */
async function ofTypes(tree, modules) {
  const {problem, lines, plan} = await planned(tree, modules, 'wiring');
  if (problem) return [{where: 'infra/live', what: problem, todo: 'mend the units'}];
  if (!plan) return lines.filter(({diagnostic}) => diagnostic?.severity === 'error').map(line => ({where: whereOf(line.diagnostic, tree.units), what: diagnostics([line])[0], todo: 'mend the inputs, or org.yaml'}));
  return ofPolicies(plan);
}

/** The pipeline's roles among them, whose policies no module's test knows. */
async function ofPolicies(plan) {
  const found = await Promise.all(documentsOf(plan).map(async document => (await lint(document)).map(sentence => ({where: document.address, what: sentence, todo: 'mend the policy: it does not say what it seems to say'}))));
  return found.flat();
}

function whereOf({address, snippet}, units) {
  const unit = units.find(({place}) => address?.includes(label(place)) || snippet?.context?.includes(label(place)));
  return unit ? `${shown(unit.file)} (${unit.place})` : 'infra/live';
}
