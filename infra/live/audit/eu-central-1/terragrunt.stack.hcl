# Where security watches every account from.
locals {
  units = "${get_repo_root()}/infra/units"
}

unit "security-baseline" {
  source                  = "${local.units}/security-baseline"
  path                    = "security-baseline"
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
