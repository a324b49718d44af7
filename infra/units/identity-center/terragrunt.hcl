# Needs the credentials of an application in Entra ID (ARM_*), and ENTRA_SCIM_TOKEN once identity_source stands in org.yaml.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//identity-center"
}

inputs = {
  groups                 = include.root.locals.org.people.groups
  identity_source        = include.root.locals.org.people.identity_source
  scim_token             = include.root.locals.org.people.identity_source == null ? null : get_env("ENTRA_SCIM_TOKEN")
  production_account_ids = [for account in include.root.locals.org.accounts : account.id if account.environment == "production"]
  breakglass_people      = include.root.locals.org.people.breakglass
  alarm_emails           = include.root.locals.org.people.alarm_emails
  alarm_regions          = [include.root.locals.org.home_region]
  # Nobody can be let in before the groups have come over, which is some time after the identity source was changed.
  assignments = [
    for assignment in include.root.locals.org.people.assignments : {
      group          = assignment.group
      permission_set = assignment.permission_set
      account_ids    = [for name in assignment.accounts : include.root.locals.org.accounts[name].id]
    } if include.root.locals.org.people.groups_have_come
  ]
}
