include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//account-baseline"
}

inputs = {
  account            = include.root.locals.account
  security_contact   = include.root.locals.org.security_contact
  monthly_budget_usd = include.root.locals.org.accounts[include.root.locals.account].monthly_budget_usd
  budget_emails      = include.root.locals.org.budget_emails
  workload           = contains(["develop", "production"], include.root.locals.org.accounts[include.root.locals.account].environment)
}
