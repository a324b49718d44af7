include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//operator-cluster"
}

dependency "network" {
  config_path                             = "../network"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    vpc_id                 = "vpc-00000000000000000"
    subnet_ids             = { app = ["subnet-00000000000000001", "subnet-00000000000000002"] }
    task_security_group_id = "sg-00000000000000000"
  }
}

dependency "operator-identity" {
  config_path                             = "../operator-identity"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    service_accounts = { mock = { namespace = "mock", name = "mock", role_arn = "arn:aws:iam::000000000000:role/operator/mock" } }
  }
}

inputs = {
  name                   = include.root.locals.org.operator.cluster
  vpc_id                 = dependency.network.outputs.vpc_id
  subnet_ids             = dependency.network.outputs.subnet_ids.app
  task_security_group_id = dependency.network.outputs.task_security_group_id
  service_accounts       = dependency.operator-identity.outputs.service_accounts
  alarm_emails           = include.root.locals.org.people.alarm_emails
  runbooks_url           = "https://gitlab.com/${include.root.locals.org.gitlab_project}/-/blob/master/docs/runbooks"
}
