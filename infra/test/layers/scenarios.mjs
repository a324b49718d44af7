import fs from 'node:fs';
import path from 'node:path';
import {runSimulation} from '@cloud-copilot/iam-simulate';
import {parse} from 'yaml';
import {inspect} from '../inspection.mjs';
import {shown, TEST} from '../files.mjs';
import {documentsOf} from '../policies/documents.mjs';

export const title = 'roles may do what they need and nothing that they must not';

const EVERYTHING = {name: 'everything', policy: {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]}};

/** Each file of scenarios/ asks IAM's own rules, with the policies that a module's test plans, whether requests would be allowed. */
export async function check({modules, isWhole, folder = path.join(TEST, 'scenarios')}, report) {
  for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.yaml')).sort()) {
    const story = parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    const sources = Object.values(story.policies);
    const absent = sources.map(({module}) => module).filter(name => !modules.some(one => one.name === name));
    if (absent.length && isWhole) report.fail(shown(path.join(folder, file)), `asks about ${absent.join(', ')}, and there is no such module`, 'name one that is there');
    if (absent.length) continue;
    const policies = Object.fromEntries(await Promise.all(Object.entries(story.policies).map(async ([kind, source]) => [kind, await planned(source, modules)])));
    const missing = Object.entries(policies).filter(([, found]) => !found.length).map(([kind]) => kind);
    if (missing.length) {
      report.fail(shown(path.join(folder, file)), `the plan has no policies for ${missing.join(', ')}`, 'name the module, the run and the resource as its tests have them');
      continue;
    }
    for (const scenario of story.scenarios) {
      const result = await decide(story, policies, scenario);
      if (result === scenario.expect) report.pass();
      else report.fail(`${shown(path.join(folder, file))}: ${scenario.name}`, `${scenario.action} is ${result}, and should be ${scenario.expect}`, 'mend the policy, or the scenario if the wish has changed');
    }
  }
}

async function planned({module, file, run, resource}, modules) {
  const {plans} = await inspect(modules.find(one => one.name === module));
  const plan = plans.find(one => one.run === run && one.file.endsWith(`${file}.tftest.hcl`))?.plan;
  return documentsOf(plan ?? {}).filter(document => [].concat(resource).some(address => document.address === address || document.address.startsWith(address + '['))).map(({address, policy}) => ({name: address, policy}));
}

async function decide(story, policies, {action, resource, by, like = [], context}) {
  const words = [].concat(like).map(word => story.contexts[word]);
  const asked = await runSimulation({
    identityPolicies: policies.identity ?? [EVERYTHING],
    serviceControlPolicies: policies.organization ? [{orgIdentifier: 'r-root', policies: [EVERYTHING, ...policies.organization]}] : [],
    resourceControlPolicies: policies.perimeter ? [{orgIdentifier: 'r-root', policies: policies.perimeter}] : [],
    ...policies.boundary && {permissionBoundaryPolicies: policies.boundary},
    ...policies.resource && {resourcePolicy: policies.resource[0].policy},
    ...story.resourcePolicy && {resourcePolicy: story.resourcePolicy},
    request: {action, principal: by ?? story.principal, resource: {resource, accountId: story.account}, contextVariables: Object.assign({}, story.always, ...words, context)},
  }, {});
  return asked.errors ? `not decided (${asked.errors.message})` : asked.overallResult;
}
