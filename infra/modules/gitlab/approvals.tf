# Who must agree: to a change, and to a deployment.
data "gitlab_group" "approvers" {
  for_each  = var.approver_groups
  full_path = each.value
}

resource "gitlab_project_level_mr_approvals" "this" {
  project                                        = gitlab_project.this.id
  merge_requests_author_approval                 = false
  merge_requests_disable_committers_approval     = true
  disable_overriding_approvers_per_merge_request = true
  reset_approvals_on_push                        = true # what was approved is what is merged
  require_password_to_approve                    = true # an approval is a signature: 21 CFR 11.200(a)
}

# Besides the code owners of what is touched (CODEOWNERS), which the protected branches require.
resource "gitlab_project_approval_rule" "anybody" {
  project                           = gitlab_project.this.id
  name                              = "A second pair of eyes"
  rule_type                         = "any_approver"
  approvals_required                = 1
  applies_to_all_protected_branches = true

  disable_importing_default_any_approver_rule_on_create = true
}

locals {
  # Where a job deploys to; `guarded` ones wait for one approval of each group, two in all.
  environments = {
    "develop"            = { tier = "development", guarded = false, description = "Apps, from branch develop" }
    "production"         = { tier = "production", guarded = true, description = "Apps, from branch master" }
    "infra/develop"      = { tier = "development", guarded = false, description = "Foundations of the develop account" }
    "infra/production"   = { tier = "production", guarded = true, description = "Foundations of the production account" }
    "infra/organization" = { tier = "production", guarded = true, description = "Organisation, guardrails, shared accounts" }
  }
  guarded = { for name, environment in local.environments : name => environment if environment.guarded }
  open    = { for name, environment in local.environments : name => environment if !environment.guarded }
}

resource "gitlab_project_environment" "this" {
  for_each = local.environments

  project     = gitlab_project.this.id
  name        = each.key
  tier        = each.value.tier
  description = each.value.description
}

resource "gitlab_project_protected_environment" "guarded" {
  for_each = local.guarded

  project     = gitlab_project.this.id
  environment = gitlab_project_environment.this[each.key].name

  deploy_access_levels_attribute = [{ access_level = "maintainer" }]

  approval_rules = [for group in data.gitlab_group.approvers : { group_id = group.group_id, required_approvals = 1 }]
}

resource "gitlab_project_protected_environment" "open" {
  for_each = local.open

  project     = gitlab_project.this.id
  environment = gitlab_project_environment.this[each.key].name

  deploy_access_levels_attribute = [{ access_level = "developer" }]
}
