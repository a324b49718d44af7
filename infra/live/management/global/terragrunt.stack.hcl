# The payer: what makes and fences the other accounts, and nothing that runs.
locals {
  units = "${get_repo_root()}/infra/units"
}

unit "landing-zone" {
  source                  = "${local.units}/landing-zone"
  path                    = "landing-zone"
  no_dot_terragrunt_stack = true
}

unit "organization" {
  source                  = "${local.units}/organization"
  path                    = "organization"
  no_dot_terragrunt_stack = true
  values                  = { identity_center_enabled_baseline_arn = "arn:aws:controltower:eu-central-1:111111111111:enabledbaseline/XAJ0000000000000000" }
}

unit "identity-center" {
  source                  = "${local.units}/identity-center"
  path                    = "identity-center"
  no_dot_terragrunt_stack = true
}

unit "org-delegations" {
  source                  = "${local.units}/org-delegations"
  path                    = "org-delegations"
  no_dot_terragrunt_stack = true
}

unit "org-trail" {
  source                  = "${local.units}/org-trail"
  path                    = "org-trail"
  no_dot_terragrunt_stack = true
}

unit "account-baseline" {
  source                  = "${local.units}/account-baseline"
  path                    = "account-baseline"
  no_dot_terragrunt_stack = true
}

unit "gitlab-oidc" {
  source                  = "${local.units}/gitlab-oidc"
  path                    = "gitlab-oidc"
  no_dot_terragrunt_stack = true
}
