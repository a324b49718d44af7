include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//organization"
}

dependency "landing-zone" {
  config_path                             = "../landing-zone"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    organization_id = "o-0000000000"
    root_id         = "r-0000"
  }
}

inputs = {
  organization_id                      = dependency.landing-zone.outputs.organization_id
  root_id                              = dependency.landing-zone.outputs.root_id
  home_region                          = include.root.locals.org.home_region
  allowed_regions                      = [include.root.locals.org.home_region, "us-east-1"]
  accounts                             = { for name, account in include.root.locals.org.accounts : name => { email = account.email, ou = account.ou } if can(account.ou) }
  identity_center_enabled_baseline_arn = values.identity_center_enabled_baseline_arn
  vendor_accounts                      = include.root.locals.org.vendor_accounts
}
