// The policy documents in a plan: every text that is a JSON object with statements, with what AWS says of documents in that place.

/** By the resource's type and its attribute: what it is, and how many characters AWS takes. Sources: the services' pages on quotas. */
const PLACES = {
  'aws_iam_policy.policy': {kind: 'identity', limit: 6144},
  'aws_iam_role_policy.policy': {kind: 'identity', limit: 10240},
  'aws_iam_role.assume_role_policy': {kind: 'trust', limit: 2048},
  'aws_ssoadmin_permission_set_inline_policy.inline_policy': {kind: 'identity', limit: 32768},
  'aws_organizations_policy.content': {kind: 'organization', limit: 5120},
  'aws_s3_bucket_policy.policy': {kind: 'resource', limit: 20480},
  'aws_kms_key.policy': {kind: 'resource', limit: 32768},
  'aws_sqs_queue_policy.policy': {kind: 'resource', limit: 8192},
  'aws_vpc_endpoint.policy': {kind: 'resource', limit: 20480},
  'aws_efs_file_system_policy.policy': {kind: 'resource', limit: 20000},
  'aws_ecr_repository_policy.policy': {kind: 'resource', limit: 10240},
  'aws_ecr_registry_policy.policy': {kind: 'resource', limit: 10240},
  'aws_cloudwatch_log_resource_policy.policy_document': {kind: 'resource', limit: 5120},
};

/** @returns {{address: string, kind: string, limit: number, text: string, policy: object}[]} */
export function documentsOf(plan) {
  return (plan.resource_changes ?? []).flatMap(change => texts(change.change?.after).flatMap(({attribute, text}) => {
    const policy = asPolicy(text);
    if (!policy) return [];
    const place = PLACES[`${change.type}.${attribute}`] ?? {kind: 'resource', limit: 20480};
    return [{address: change.address, ...place, kind: kindOf(place, change), text, policy}];
  }));
}

/** A boundary is a managed policy that grants nothing by itself; a resource control policy is one of the organisation's. */
function kindOf(place, {name, change}) {
  if (place.kind === 'identity' && name.includes('boundary')) return 'boundary';
  return place.kind === 'organization' && change.after.type === 'RESOURCE_CONTROL_POLICY' ? 'perimeter' : place.kind;
}

function texts(value, attribute = '') {
  if (typeof value === 'string') return [{attribute, text: value}];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, attribute || name));
}

function asPolicy(text) {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const parsed = JSON.parse(text);
    return parsed.Statement && parsed.Version ? parsed : null;
  } catch {
    return null;
  }
}
