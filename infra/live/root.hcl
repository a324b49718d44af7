# Included by every unit. Where a unit lies says all of it: live/<account>/<region>/…/<unit> is the account, the region, the key of the state and the name of the CI role.
locals {
  org  = yamldecode(file("${get_parent_terragrunt_dir()}/org.yaml"))
  path = split("/", path_relative_to_include())

  account = local.path[0]
  region  = local.path[1] == "global" ? local.org.home_region : local.path[1]
  unit    = basename(path_relative_to_include())

  # Terragrunt has no assertions; what cannot be converted ends up in its message.
  account_id = contains(keys(local.org.accounts), local.account) ? local.org.accounts[local.account].id : tobool("infra/live/${local.account} is no account of infra/live/org.yaml: add it there, or rename the folder")

  # Before there are states and roles of the pipeline, a person applies: BOOTSTRAP=local keeps the state beside the unit, BOOTSTRAP=states in the bucket (docs/runbooks/bootstrap.md).
  bootstrap = get_env("BOOTSTRAP", "")
  backend   = local.bootstrap == "local" ? "local" : "s3"
  backends = {
    local = { path = "${get_terragrunt_dir()}/bootstrap.tfstate" }
    s3 = {
      bucket                = local.org.state.bucket
      key                   = "${path_relative_to_include()}/terraform.tfstate"
      region                = local.org.state.region
      encrypt               = true
      kms_key_id            = local.org.state.kms_key_arn
      use_lockfile          = true # S3 itself locks, by <key>.tflock: https://developer.hashicorp.com/terraform/language/backend/s3
      disable_bucket_update = true # the bucket is unit tfstate's
    }
  }
}

terraform_binary              = "terraform"
terraform_version_constraint  = ">= 1.11.0, < 2.0.0"
terragrunt_version_constraint = ">= 1.1.0, < 2.0.0"

remote_state {
  backend = local.backend
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  config = local.backends[local.backend]
}

# One provider is one account: credentials of another one are refused before anything is read.
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    provider "aws" {
      region              = "${local.region}"
      allowed_account_ids = ["${local.account_id}"]
      %{if local.bootstrap != "" && local.account != "management"~}
      assume_role {
        role_arn = "arn:aws:iam::${local.account_id}:role/AWSControlTowerExecution"
      }
      %{endif~}
      default_tags {
        tags = {
          Environment = "${local.org.accounts[local.account].environment}"
          ManagedBy   = "terraform"
          Unit        = "${path_relative_to_include()}"
          Repository  = "${local.org.gitlab_project}"
        }
      }
    }
  EOF
}

terraform {
  extra_arguments "wait_for_the_lock" {
    commands  = ["plan", "apply", "destroy", "import", "refresh"]
    arguments = ["-lock-timeout=5m"]
  }
  extra_arguments "never_ask" {
    commands  = ["init", "plan", "apply", "destroy"]
    arguments = ["-input=false"]
  }
}

errors {
  retry "aws_is_not_there_yet" {
    retryable_errors   = [".*RequestError: send request failed.*", ".*Throttling.*", ".*OperationInProgress.*", ".*ConcurrentModificationException.*"]
    max_attempts       = 3
    sleep_interval_sec = 30
  }
}
