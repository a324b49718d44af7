include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//alb-internal"
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    vpc_id                 = "vpc-00000000000000000"
    task_security_group_id = "sg-00000000000000000"
    subnet_ids             = { app = ["subnet-00000000000000001", "subnet-00000000000000002"], data = ["subnet-00000000000000003", "subnet-00000000000000004"] }
  }
}

dependency "dns" {
  config_path                             = "../dns"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    certificate_arn = "arn:aws:acm:eu-central-1:000000000000:certificate/00000000-0000-0000-0000-000000000000"
  }
}

inputs = {
  environment            = values.environment
  listeners              = values.listeners
  vpc_id                 = dependency.network.outputs.vpc_id
  subnet_ids             = dependency.network.outputs.subnet_ids.app
  task_security_group_id = dependency.network.outputs.task_security_group_id
  client_cidrs           = include.root.locals.org.office_cidrs
  certificate_arn        = dependency.dns.outputs.certificate_arn
  log_bucket_name        = "meddevo-logs-lb-${include.root.locals.org.accounts.log-archive.id}"
}
