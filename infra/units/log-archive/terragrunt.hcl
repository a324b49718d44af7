include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//log-archive"
}

inputs = {
  organization_id       = include.root.locals.org.organization_id
  management_account_id = include.root.locals.org.accounts.management.id
}
