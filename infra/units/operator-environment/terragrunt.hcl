include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//operator-environment"
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    vpc_id                 = "vpc-00000000000000000"
    task_security_group_id = "sg-00000000000000000"
    subnet_ids             = { app = ["subnet-00000000000000001", "subnet-00000000000000002"] }
  }
}

dependency "dns" {
  config_path                             = "../dns"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    zone_id        = "Z0000000000000000001"
    domain         = "mock.example"
    namespace_id   = "ns-0000000000000000"
    namespace_name = "svc.mock.example"
  }
}

dependency "ecs-cluster" {
  config_path                             = "../ecs-cluster"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    cluster_name = "mock"
    kms_key_arn  = "arn:aws:kms:eu-central-1:000000000000:key/00000000-0000-0000-0000-000000000000"
  }
}

dependency "efs" {
  config_path                             = "../efs"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    file_system_id    = "fs-00000000000000000"
    security_group_id = "sg-00000000000000001"
  }
}

dependency "alb-internal" {
  config_path                             = "../alb-internal"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    listeners = {
      internal = {
        arn             = "arn:aws:elasticloadbalancing:eu-central-1:000000000000:listener/app/mock/0000000000000000/0000000000000000"
        loadBalancerArn = "arn:aws:elasticloadbalancing:eu-central-1:000000000000:loadbalancer/app/mock/0000000000000000"
        dnsName         = "mock.example"
        hostedZoneId    = "Z0000000000000000001"
        securityGroupId = "sg-00000000000000002"
      }
    }
  }
}

dependency "operator-iam" {
  config_path                             = "../operator-iam"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    role_arn = "arn:aws:iam::${include.root.locals.account_id}:role/operator/mock"
    roles = {
      execution      = "arn:aws:iam::${include.root.locals.account_id}:role/mock"
      task           = "arn:aws:iam::${include.root.locals.account_id}:role/mock"
      infrastructure = "arn:aws:iam::${include.root.locals.account_id}:role/mock"
    }
  }
}

dependency "datadog" {
  config_path                             = "../datadog"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    site                = "datadoghq.eu"
    api_key_secret_name = "mock/datadog"
  }
}

inputs = {
  environment  = values.environment
  role_arn     = dependency.operator-iam.outputs.role_arn
  external_id  = include.root.locals.org.operator.enters[values.environment].external_id
  cluster_name = dependency.ecs-cluster.outputs.cluster_name
  network = {
    vpc_id             = dependency.network.outputs.vpc_id
    subnet_ids         = dependency.network.outputs.subnet_ids.app
    security_group_ids = [dependency.network.outputs.task_security_group_id]
  }
  listeners = dependency.alb-internal.outputs.listeners
  discovery = { namespace_id = dependency.dns.outputs.namespace_id, name = dependency.dns.outputs.namespace_name }
  dns       = { zone_id = dependency.dns.outputs.zone_id, domain = dependency.dns.outputs.domain }
  files     = { file_system_id = dependency.efs.outputs.file_system_id, security_group_id = dependency.efs.outputs.security_group_id }
  # Without a way out an agent beside the app would reach nobody; logs and metrics go by unit datadog then.
  datadog  = values.egress == "nat" ? { site = dependency.datadog.outputs.site, api_key_secret_name = dependency.datadog.outputs.api_key_secret_name } : null
  registry = { accountId = include.root.locals.org.accounts.platform.id, region = include.root.locals.org.home_region, prefix = include.root.locals.org.registry_prefix }
  roles    = dependency.operator-iam.outputs.roles
  logs     = { kms_key_arn = dependency.ecs-cluster.outputs.kms_key_arn }
}
