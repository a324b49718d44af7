include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//org-delegations"
}

inputs = {
  audit_account_id = include.root.locals.org.accounts.audit.id
  regions          = [include.root.locals.org.home_region]
}
