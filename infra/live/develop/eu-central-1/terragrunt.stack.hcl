# The environment that branch develop deploys to.
locals {
  units = "${get_repo_root()}/infra/units"
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

stack "workload" {
  source                  = "${get_repo_root()}/infra/stacks/workload"
  path                    = "workload"
  no_dot_terragrunt_stack = true
  values = {
    environment = "develop"
    cidr        = "10.20.0.0/16"
    egress      = "none"
    listeners   = ["internal"]
    atlas_size  = "M10"
    app_roles   = ["techdoc"] # apps that have a role of their own
    atlas_users = ["techdoc"] # those of them that have a database
  }
}
