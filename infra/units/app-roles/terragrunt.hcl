# What an app may do in AWS stands in <app>.json beside this file, where it may do anything.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//app-roles"
}

dependency "operator-iam" {
  config_path                             = "../operator-iam"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    task_boundary_arn = "arn:aws:iam::000000000000:policy/boundary/meddevo-task"
  }
}

inputs = {
  environment  = values.environment
  boundary_arn = dependency.operator-iam.outputs.task_boundary_arn
  apps = {
    for app in values.app_roles : app => fileexists("${get_repo_root()}/infra/units/app-roles/${app}.json") ? templatefile("${get_repo_root()}/infra/units/app-roles/${app}.json", {
      environment = values.environment
      account_id  = include.root.locals.account_id
      region      = include.root.locals.region
    }) : null
  }
}
