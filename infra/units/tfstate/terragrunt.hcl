include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//tfstate"
}

inputs = {
  bucket                = include.root.locals.org.state.bucket
  organization_id       = include.root.locals.org.organization_id
  management_account_id = include.root.locals.org.accounts.management.id
}
