// What GitLab would take and what would go wrong nevertheless: rules over the jobs as they are once everything is included and extended.
import fs from 'node:fs';
import path from 'node:path';
import {parse} from 'yaml';
import {local} from './local.mjs';

/** The jobs of a commit's pipeline, and those of the one that applies, each with the pipeline's variables. */
export function expanded(folder) {
  fs.writeFileSync(path.join(folder, 'applying.yml'), JSON.stringify({include: [{local: '.gitlab/ci/apply.yml'}], apply: {extends: '.apply', environment: {name: 'infra/develop'}}, snapshot: {extends: '.snapshot'}}));
  return [[], ['--file', 'applying.yml']].flatMap(words => {
    const {variables, ...rest} = parse(local(folder, ['--preview', '--json-schema-validation=false', ...words]).printed);
    return Object.entries(rest).filter(([, job]) => job?.script || job?.trigger).map(([name, job]) => ({name, ...job, variables: {...variables, ...job.variables}}));
  });
}

/** Whose secrets a script needs, by the scopes of infra/ci/variables.txt. Whatever else runs brings along what others wrote, and sees none. */
const ENVIRONMENTS = {plan: /^plan\//, drift: /^plan\//, 'plan-apps': /^plan\//, preflight: /\/preflight$/, apply: /^infra\//, deploy: /^(develop|production)$/};
const DEPLOYS = ['apply', 'deploy'];
const OF_THE_RUNNER = ['runner_system_failure', 'scheduler_failure'];

const scriptOf = job => /^infra\/ci\/(\S+)/.exec([].concat(job.script ?? [])[0])?.[1];

/** @returns {{what: string, todo: string}[]} */
export function faults(job) {
  const {trigger, variables, artifacts} = job;
  const environment = typeof job.environment === 'string' ? {name: job.environment} : job.environment;
  const script = scriptOf(job);
  const isTerragrunt = ['plan', 'drift', 'apply'].includes(script);
  const cached = [].concat(job.cache ?? []).flatMap(({paths}) => paths ?? []);
  return [
    [trigger && (trigger.forward?.yaml_variables !== false || trigger.forward?.pipeline_variables !== false),
      'hands its variables on, and in the child they would count more than the child\'s own', 'forward: {yaml_variables: false, pipeline_variables: false}'],
    ['TF_PLUGIN_CACHE_DIR' in variables, 'sets TF_PLUGIN_CACHE_DIR, which is not made for units that run side by side', 'use Terragrunt\'s provider cache: TG_PROVIDER_CACHE, TG_PROVIDER_CACHE_DIR'],
    [isTerragrunt && (variables.TG_PROVIDER_CACHE !== 'true' || !cached.some(folder => variables.TG_PROVIDER_CACHE_DIR === `$CI_PROJECT_DIR/${folder}`)),
      'runs Terragrunt without its provider cache, or does not keep the folder of it', 'extends: .terraform'],
    [environment && !ENVIRONMENTS[script], `would see the secrets of ${environment?.name}, and so would what it brings along`, 'take its environment away'],
    [environment && ENVIRONMENTS[script] && !ENVIRONMENTS[script].test(environment.name), `is in ${environment?.name}, where it sees the secrets of others`, `name an environment like ${ENVIRONMENTS[script]}`],
    [!environment && ENVIRONMENTS[script] && script !== 'preflight', 'is in no environment, so it sees none of its secrets', `name an environment like ${ENVIRONMENTS[script]}`],
    [environment && ([].concat(job.script ?? []).length > 1 || job.before_script || job.after_script), 'runs more beside its secrets than the one script that needs them', 'do the rest in a job without an environment'],
    [environment && (environment.action === 'access') === DEPLOYS.includes(script), 'is no deployment and would be written down as one, or the other way round', 'environment: {…, action: access}, for all but applies and deployments'],
    [(trigger || DEPLOYS.includes(script) || ['snapshot', 'images'].includes(script)) && job.interruptible !== false, 'may be ended by a newer commit in the middle of what it changes', 'interruptible: false'],
    [job.id_tokens && !ENVIRONMENTS[script] && !['snapshot', 'images'].includes(script), 'gets a token that AWS believes, and so does what it brings along', 'take its id_tokens away'],
    [artifacts?.paths && !artifacts.expire_in, 'keeps its artifacts as long as the instance happens to say', 'name expire_in'],
    [artifacts?.paths?.some(file => /^plans|^drift/.test(file)) && artifacts.access !== 'developer', 'shows what Terraform knows to every guest', 'access: developer'],
  ].filter(([isFault]) => isFault).map(([, what, todo]) => ({what, todo}));
}

/** What a file lets be tried again, and should not: only what a runner did wrong is worth a second try. */
export const retries = document => Object.entries(document)
  .filter(([, job]) => job?.retry && ![].concat(job.retry.when ?? 'always').every(reason => OF_THE_RUNNER.includes(reason)))
  .map(([where]) => ({where, what: 'is tried again whatever went wrong, so what fails now and then is never mended', todo: `retry: {max: 1, when: [${OF_THE_RUNNER.join(', ')}]}`}));

/** What Maven downloads is kept for the next pipeline, and what is shipped is built with nothing that tests could have exchanged. */
export function cachingFaults(jobs) {
  const building = jobs.filter(job => [].concat(job.script ?? []).some(line => line.startsWith('mvn ')) || scriptOf(job) === 'images').map(job => {
    const {key, policy = 'pull-push'} = [].concat(job.cache ?? []).find(({paths}) => paths?.includes('.m2/repository')) ?? {};
    return {name: job.name, key: JSON.stringify(key), fills: policy !== 'pull', tests: [].concat(job.script).includes('mvn verify')};
  });
  const named = some => some.map(({name}) => name).join(', ');
  const uncached = building.filter(({key}) => !key);
  const unfilled = building.filter(({key}) => key && !building.some(other => other.key === key && other.fills));
  const exposed = building.filter(({key, tests}) => key && !tests && building.some(other => other.key === key && other.tests));
  const rebuilding = jobs.filter(job => [].concat(job.script ?? []).includes('infra/test/run') && !job.needs?.some(need => (need.job ?? need) === 'build'));
  return [
    [uncached, 'download all libraries each time', 'extends: .maven'],
    [unfilled, 'read a cache of libraries that nobody fills', 'policy: pull-push, which is the default'],
    [exposed, 'take libraries from the cache that tests fill, so a poisoned test is shipped', 'extends: .maven'],
    [rebuilding, 'build the command line that job build has built', 'needs: [preflight, build]'],
  ].filter(([some]) => some.length).map(([some, what, todo]) => ({what: `${named(some)}: ${what}`, todo}));
}
