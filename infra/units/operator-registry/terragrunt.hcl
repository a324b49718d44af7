include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//operator-registry"
}

dependency "ecr" {
  config_path                             = "../ecr"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    kms_key_arn    = "arn:aws:kms:${include.root.locals.org.home_region}:${include.root.locals.account_id}:key/00000000-0000-0000-0000-000000000000"
    moving_tags    = ["mock"]
    push_role_arns = ["arn:aws:iam::${include.root.locals.account_id}:role/mock"]
  }
}

dependency "operator-iam" {
  config_path                             = "../operator-iam"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    role_arn = "arn:aws:iam::${include.root.locals.account_id}:role/operator/meddevo-registry-mock"
  }
}

inputs = {
  name           = include.root.locals.account
  environments   = [for account in values(include.root.locals.org.accounts) : account.environment if contains(["develop", "production"], account.environment)]
  role_arn       = dependency.operator-iam.outputs.role_arn
  external_id    = include.root.locals.org.operator.enters[include.root.locals.account].external_id
  prefix         = include.root.locals.org.registry_prefix
  kms_key_arn    = dependency.ecr.outputs.kms_key_arn
  moving_tags    = dependency.ecr.outputs.moving_tags
  push_role_arns = dependency.ecr.outputs.push_role_arns
  # An untagged image goes two weeks after it was pushed or last pulled, when nobody has needed it for two days.
  images = { cleanUp = true, expireUntaggedAfterDays = 14, keepReleases = 20, quarantineHours = 48 }
}
