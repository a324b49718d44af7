# Everything between an account and an environment that the operator can work in. develop and production differ in values alone.
locals {
  units = "${get_repo_root()}/infra/units"
}

unit "network" {
  source                  = "${local.units}/network"
  path                    = "network"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "dns" {
  source                  = "${local.units}/dns"
  path                    = "dns"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "ecs-cluster" {
  source                  = "${local.units}/ecs-cluster"
  path                    = "ecs-cluster"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "efs" {
  source                  = "${local.units}/efs"
  path                    = "efs"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "alb-internal" {
  source                  = "${local.units}/alb-internal"
  path                    = "alb-internal"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "atlas" {
  source                  = "${local.units}/atlas"
  path                    = "atlas"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "datadog" {
  source                  = "${local.units}/datadog"
  path                    = "datadog"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "operator-iam" {
  source                  = "${local.units}/operator-iam"
  path                    = "operator-iam"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "app-roles" {
  source                  = "${local.units}/app-roles"
  path                    = "app-roles"
  no_dot_terragrunt_stack = true
  values                  = values
}

unit "operator-environment" {
  source                  = "${local.units}/operator-environment"
  path                    = "operator-environment"
  no_dot_terragrunt_stack = true
  values                  = values
}
