include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//operator-iam"
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    vpc_id = "vpc-00000000000000000"
  }
}

dependency "dns" {
  config_path                             = "../dns"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    namespace_arn     = "arn:aws:servicediscovery:eu-central-1:000000000000:namespace/ns-0000000000000000"
    namespace_zone_id = "Z0000000000000000000"
    zone_id           = "Z0000000000000000001"
  }
}

dependency "ecs-cluster" {
  config_path                             = "../ecs-cluster"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    cluster_name = "mock"
  }
}

dependency "efs" {
  config_path                             = "../efs"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    file_system_arn = "arn:aws:elasticfilesystem:eu-central-1:000000000000:file-system/fs-00000000000000000"
  }
}

dependency "alb-internal" {
  config_path                             = "../alb-internal"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    load_balancer_names = ["mock-internal"]
  }
}

inputs = {
  name                   = values.environment
  operator_principal_arn = "arn:aws:iam::${include.root.locals.org.accounts.platform.id}:role/operator/meddevo-operator-${include.root.locals.org.operator.enters[values.environment].release}"
  # The release that keeps the registry asks every environment which images it needs.
  image_reader_principal_arns = [
    for release in [include.root.locals.org.operator.enters["platform"].release] : "arn:aws:iam::${include.root.locals.org.accounts.platform.id}:role/operator/meddevo-operator-${release}"
    if release != include.root.locals.org.operator.enters[values.environment].release
  ]
  external_id     = include.root.locals.org.operator.enters[values.environment].external_id
  organization_id = include.root.locals.org.organization_id
  environment = {
    cluster_name        = dependency.ecs-cluster.outputs.cluster_name
    vpc_id              = dependency.network.outputs.vpc_id
    load_balancer_names = dependency.alb-internal.outputs.load_balancer_names
    namespace_arn       = dependency.dns.outputs.namespace_arn
    namespace_zone_id   = dependency.dns.outputs.namespace_zone_id
    zone_id             = dependency.dns.outputs.zone_id
    file_system_arn     = dependency.efs.outputs.file_system_arn
    registry            = { accountId = include.root.locals.org.accounts.platform.id, region = include.root.locals.org.home_region, prefix = include.root.locals.org.registry_prefix }
  }
}
