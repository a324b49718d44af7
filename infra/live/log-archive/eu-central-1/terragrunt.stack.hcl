# Where logs go and nobody works.
locals {
  units = "${get_repo_root()}/infra/units"
}

unit "log-archive" {
  source                  = "${local.units}/log-archive"
  path                    = "log-archive"
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
