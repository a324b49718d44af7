include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//ecr"
}

inputs = {
  organization_id  = include.root.locals.org.organization_id
  prefix           = include.root.locals.org.registry_prefix
  pull_account_ids = [for name, account in include.root.locals.org.accounts : account.id if contains(["develop", "production"], account.environment)]
  push_role_arns   = ["arn:aws:iam::${include.root.locals.account_id}:role/ci/app-push"]
}
