include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//ecs-cluster"
}

inputs = {
  environment = values.environment
}
