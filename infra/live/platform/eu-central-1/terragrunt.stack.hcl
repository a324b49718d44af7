# What the environments share: the states, the images, and the home of the operator.
locals {
  units = "${get_repo_root()}/infra/units"
}

unit "tfstate" {
  source                  = "${local.units}/tfstate"
  path                    = "tfstate"
  no_dot_terragrunt_stack = true
}

unit "gitlab" {
  source                  = "${local.units}/gitlab"
  path                    = "gitlab"
  no_dot_terragrunt_stack = true
}

unit "ecr" {
  source                  = "${local.units}/ecr"
  path                    = "ecr"
  no_dot_terragrunt_stack = true
}

unit "operator-identity" {
  source                  = "${local.units}/operator-identity"
  path                    = "operator/operator-identity"
  no_dot_terragrunt_stack = true
}

unit "network" {
  source                  = "${local.units}/network-platform"
  path                    = "operator/network"
  no_dot_terragrunt_stack = true
  values                  = { cidr = "10.10.0.0/16" }
}

unit "operator-cluster" {
  source                  = "${local.units}/operator-cluster"
  path                    = "operator/operator-cluster"
  no_dot_terragrunt_stack = true
}

unit "operator-iam" {
  source                  = "${local.units}/operator-iam-registry"
  path                    = "operator-iam"
  no_dot_terragrunt_stack = true
}

unit "operator-registry" {
  source                  = "${local.units}/operator-registry"
  path                    = "operator-registry"
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
