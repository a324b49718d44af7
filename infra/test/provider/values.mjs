// Values that a cloud would choose, chosen so that the same question always gets the same answer. They have AWS's shapes, so that what is made of
// them (a MeddevoEnvironment, an ARN in a policy) can be checked like the real thing.
import crypto from 'node:crypto';

const hex = (length, ...seed) => crypto.createHash('sha256').update(seed.join('|')).digest('hex').slice(0, length);
const digits = (length, ...seed) => String(BigInt('0x' + hex(16, ...seed))).padStart(20, '0').slice(0, length);

/** What stands before the digits of an id. */
const ID_PREFIXES = {
  aws_vpc: 'vpc-', aws_subnet: 'subnet-', aws_security_group: 'sg-', aws_vpc_endpoint: 'vpce-', aws_route_table: 'rtb-', aws_nat_gateway: 'nat-', aws_internet_gateway: 'igw-',
  aws_efs_file_system: 'fs-', aws_efs_access_point: 'fsap-', aws_service_discovery_private_dns_namespace: 'ns-', aws_organizations_organization: 'o-',
};

/**
 * @param {{type: string, name: string, config: object, account: string, region: string}} asked an attribute of a resource, and what its configuration says
 */
export function text({type, name, config, account, region}) {
  const seed = [type, JSON.stringify(config)];
  if (name === 'id' && ID_PREFIXES[type]) return ID_PREFIXES[type] + hex(17, ...seed);
  if (name === 'arn' || name.endsWith('_arn')) return arn({type, config, account, region, seed});
  if (name === 'account_id') return account;
  if (name === 'zone_id' || name === 'hosted_zone') return 'Z' + hex(13, ...seed).toUpperCase();
  return `${name.replaceAll('_', '-')}-${hex(8, name, ...seed)}`;
}

/** What other resources are made of by its parts, of whatever type; undefined for everything else. */
export function known({type, name, config, account, region}) {
  return BY_TYPE[type]?.[name]?.({config, account, region, seed: [type, JSON.stringify(config)]});
}

const BY_TYPE = {
  aws_acm_certificate: {
    domain_validation_options: ({config, seed}) => [config.domain_name, ...config.subject_alternative_names ?? []].map(name => ({
      domain_name: name, resource_record_name: `_${hex(32, name, ...seed)}.${name.replace('*.', '')}.`, resource_record_type: 'CNAME',
      resource_record_value: `_${hex(32, ...seed)}.acm-validations.aws.`,
    })),
  },
  aws_caller_identity: {account_id: ({account}) => account, arn: ({account}) => `arn:aws:sts::${account}:assumed-role/test/test`},
  aws_region: {region: ({region}) => region, name: ({region}) => region, id: ({region}) => region},
  aws_partition: {partition: () => 'aws', dns_suffix: () => 'amazonaws.com'},
  aws_ecs_cluster: {arn: ({config, account, region}) => `arn:aws:ecs:${region}:${account}:cluster/${config.name}`},
  aws_iam_role: {arn: ({config, account}) => `arn:aws:iam::${account}:role${config.path ?? '/'}${config.name}`},
  aws_iam_roles: { // the one role that a pattern of its name means, as Identity Center makes it
    names: ({config, seed}) => [roleNamed(config, seed)],
    arns: ({config, account, seed}) => [`arn:aws:iam::${account}:role${config.path_prefix ?? '/'}${roleNamed(config, seed)}`],
  },
  aws_iam_policy: {arn: ({config, account}) => `arn:aws:iam::${account}:policy${config.path ?? '/'}${config.name}`},
  aws_kms_key: {arn: ({account, region, seed}) => `arn:aws:kms:${region}:${account}:key/${uuid(seed)}`, key_id: ({seed}) => uuid(seed)},
  aws_s3_bucket: {arn: ({config}) => `arn:aws:s3:::${config.bucket}`},
  aws_sqs_queue: {
    url: ({config, account, region}) => `https://sqs.${region}.amazonaws.com/${account}/${config.name}`,
    arn: ({config, account, region}) => `arn:aws:sqs:${region}:${account}:${config.name}`,
  },
  aws_lb: {
    arn: ({config, account, region, seed}) => `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${config.name}/${hex(16, ...seed)}`,
    dns_name: ({config, region, seed}) => `internal-${config.name}-${digits(10, ...seed)}.${region}.elb.amazonaws.com`,
    arn_suffix: ({config, seed}) => `app/${config.name}/${hex(16, ...seed)}`,
  },
  aws_lb_listener: {
    arn: ({config, seed}) => `${String(config.load_balancer_arn).replace(':loadbalancer/', ':listener/')}/${hex(16, ...seed)}`,
  },
  aws_secretsmanager_secret: {arn: ({config, account, region, seed}) => `arn:aws:secretsmanager:${region}:${account}:secret:${config.name}-${hex(6, ...seed)}`},
  aws_ssm_parameter: {arn: ({config, account, region}) => `arn:aws:ssm:${region}:${account}:parameter${config.name}`},
  mongodbatlas_privatelink_endpoint: {endpoint_service_name: ({region, seed}) => `com.amazonaws.vpce.${region}.vpce-svc-${hex(17, ...seed)}`},
};

const roleNamed = ({name_regex: pattern = 'role'}, seed) => pattern.replace('[0-9a-f]{16}', hex(16, ...seed)).replace(/[\^$]/g, '');

function uuid(seed) {
  const text = hex(32, ...seed);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

function arn({type, config, account, region, seed}) {
  const [provider, service, ...rest] = type.split('_');
  if (provider !== 'aws') return `arn:aws:iam::${account}:role/${type}-${hex(8, ...seed)}`;
  return `arn:aws:${service}:${region}:${account}:${rest.join('-') || service}/${config.name ?? hex(17, ...seed)}`;
}
