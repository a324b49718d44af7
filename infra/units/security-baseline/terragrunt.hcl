# Comes after org-delegations of the management account, which hands the services over.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//security-baseline"
}

inputs = {
  home_region           = include.root.locals.org.home_region
  regions               = [include.root.locals.org.home_region]
  root_id               = include.root.locals.org.root_id
  management_account_id = include.root.locals.org.accounts.management.id
  registry_account_ids  = [include.root.locals.org.accounts.platform.id]
  alarm_emails          = include.root.locals.org.people.alarm_emails
}
