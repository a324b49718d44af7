include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//efs"
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

inputs = {
  environment            = values.environment
  vpc_id                 = dependency.network.outputs.vpc_id
  subnet_ids             = dependency.network.outputs.subnet_ids.data
  task_security_group_id = dependency.network.outputs.task_security_group_id
}
