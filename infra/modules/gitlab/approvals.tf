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
  # Where a job deploys to, and the groups that must agree first. Each part of the foundations has three: infra/ci/route picks one by the risk of the change.
  foundations = { develop = "development", production = "production", organization = "production" }
  gates       = { "" = ["platform", "quality"], "/owner" = ["platform"], "/auto" = [] }
  environments = merge(
    {
      develop    = { tier = "development", approvers = [], description = "Apps, from branch develop" }
      production = { tier = "production", approvers = ["platform", "quality"], description = "Apps, from branch master" }
    },
    { for pair in setproduct(keys(local.foundations), keys(local.gates)) : "infra/${pair[0]}${pair[1]}" => {
      tier        = local.foundations[pair[0]]
      approvers   = local.gates[pair[1]]
      description = "Foundations of ${pair[0]}, approvals: ${length(local.gates[pair[1]])}"
    } },
  )
  guarded = { for name, environment in local.environments : name => environment if length(environment.approvers) > 0 }
  open    = { for name, environment in local.environments : name => environment if length(environment.approvers) == 0 }
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

  approval_rules = [for group in each.value.approvers : { group_id = data.gitlab_group.approvers[group].group_id, required_approvals = 1 }]
}

resource "gitlab_project_protected_environment" "open" {
  for_each = local.open

  project     = gitlab_project.this.id
  environment = gitlab_project_environment.this[each.key].name

  deploy_access_levels_attribute = [{ access_level = each.value.tier == "production" ? "maintainer" : "developer" }]
}
