// What GitLab would take and what would go wrong nevertheless: rules over the jobs as they are once everything is included and extended.
import fs from 'node:fs';
import path from 'node:path';
import {parse} from 'yaml';
import {local} from './local.mjs';

/** The jobs of a commit's pipeline, and those of the one that applies, each with the pipeline's variables. */
export function expanded(folder) {
  fs.writeFileSync(path.join(folder, 'applying.yml'), JSON.stringify({include: [{local: '.gitlab/ci/apply.yml'}], apply: {extends: '.apply'}, snapshot: {extends: '.snapshot'}}));
  return [[], ['--file', 'applying.yml']].flatMap(words => {
    const {variables, ...rest} = parse(local(folder, ['--preview', '--json-schema-validation=false', ...words]).printed);
    return Object.entries(rest).filter(([, job]) => job?.script || job?.trigger).map(([name, job]) => ({name, ...job, variables: {...variables, ...job.variables}}));
  });
}

/** @returns {{what: string, todo: string}[]} */
export function faults(job) {
  const {trigger, variables, artifacts} = job;
  const [, script] = /^infra\/ci\/(\S+)/.exec([].concat(job.script ?? [])[0]) ?? [];
  const isTerragrunt = ['plan', 'drift', 'apply'].includes(script);
  const cached = [].concat(job.cache ?? []).flatMap(({paths}) => paths ?? []);
  return [
    [trigger && (trigger.forward?.yaml_variables !== false || trigger.forward?.pipeline_variables !== false),
      'hands its variables on, and in the child they would count more than the child\'s own', 'forward: {yaml_variables: false, pipeline_variables: false}'],
    ['TF_PLUGIN_CACHE_DIR' in variables, 'sets TF_PLUGIN_CACHE_DIR, which is not made for units that run side by side', 'use Terragrunt\'s provider cache: TG_PROVIDER_CACHE, TG_PROVIDER_CACHE_DIR'],
    [isTerragrunt && (variables.TG_PROVIDER_CACHE !== 'true' || !cached.some(folder => variables.TG_PROVIDER_CACHE_DIR === `$CI_PROJECT_DIR/${folder}`)),
      'runs Terragrunt without its provider cache, or does not keep the folder of it', 'extends: .terraform'],
    [(trigger || job.environment || ['plan', 'apply', 'snapshot', 'images'].includes(script)) && job.interruptible !== false, 'may be ended by a newer commit in the middle of what it changes, or holding a lock', 'interruptible: false'],
    [artifacts?.paths && !artifacts.expire_in, 'keeps its artifacts as long as the instance happens to say', 'name expire_in'],
    [artifacts?.paths?.some(file => /^plans|^drift/.test(file)) && artifacts.access !== 'developer', 'shows what Terraform knows to every guest', 'access: developer'],
  ].filter(([isFault]) => isFault).map(([, what, todo]) => ({what, todo}));
}
