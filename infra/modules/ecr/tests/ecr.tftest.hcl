mock_provider "aws" {
  override_during = plan
  mock_resource "aws_kms_key" {}
  mock_resource "aws_iam_role" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444444444444" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  organization_id  = "o-meddevo0001"
  pull_account_ids = ["555555555555", "666666666666"]
  push_role_arns   = ["arn:aws:iam::444444444444:role/ci/app-push"]
}

run "releases_stay_and_are_scanned" {
  command = plan

  assert {
    condition     = aws_ecr_repository_creation_template.own.image_tag_mutability == "IMMUTABLE_WITH_EXCLUSION" && [for filter in aws_ecr_repository_creation_template.own.image_tag_mutability_exclusion_filter : filter.filter] == ["buildcache*", "develop"]
    error_message = "Tags must stay with their image, but for those that apps follow."
  }
  assert {
    condition     = aws_ecr_registry_scanning_configuration.this.scan_type == "ENHANCED" && one(aws_ecr_registry_scanning_configuration.this.rule).scan_frequency == "CONTINUOUS_SCAN"
    error_message = "Everything must be scanned, and scanned again."
  }
  assert {
    condition     = aws_ecr_repository_creation_template.own.encryption_configuration[0].encryption_type == "KMS"
    error_message = "Our own images must be encrypted with our own key."
  }
}

run "nothing_expires_what_may_run" {
  command = plan

  assert {
    condition     = aws_ecr_repository_creation_template.own.lifecycle_policy == null && alltrue([for template in aws_ecr_repository_creation_template.cache : template.lifecycle_policy == null])
    error_message = "No rule may delete images: only the operator knows what runs."
  }
}

run "the_plain_rule_where_no_operator_watches" {
  command = plan
  variables {
    expire_untagged_after_days = 14
  }

  assert {
    condition     = one(jsondecode(aws_ecr_repository_creation_template.own.lifecycle_policy).rules).selection.tagStatus == "untagged" && one(jsondecode(aws_ecr_repository_creation_template.own.lifecycle_policy).rules).selection.countNumber == 14
    error_message = "Untagged images must expire after the days that were named, and no others."
  }
}

run "only_our_accounts_pull_and_only_the_pipeline_pushes" {
  command = plan

  assert {
    condition     = toset([for s in jsondecode(aws_ecr_repository_creation_template.own.repository_policy).Statement : s.Sid]) == toset(["MeddevoPull", "MeddevoPush"])
    error_message = "The statements must be those that the operator knows as its own."
  }
  assert {
    condition     = alltrue([for s in jsondecode(aws_ecr_repository_creation_template.own.repository_policy).Statement : !contains(s.Action, "ecr:PutImage") if s.Sid == "MeddevoPull"])
    error_message = "Who pulls must not push."
  }
  assert {
    condition     = one(jsondecode(one(aws_ecr_registry_policy.this).policy).Statement).Resource == ["arn:aws:ecr:eu-central-1:444444444444:repository/ecr-public/*"]
    error_message = "Only repositories of the cache may be made by a pull."
  }
}

run "nothing_is_cached_or_copied_unless_asked_for" {
  command = plan
  variables {
    upstreams = {}
  }

  assert {
    condition     = length(aws_ecr_registry_policy.this) == 0 && length(aws_ecr_pull_through_cache_rule.this) == 0 && length(aws_ecr_replication_configuration.this) == 0
    error_message = "Without upstreams nobody may make repositories by a pull."
  }
}

run "refuses_that_every_tag_moves" {
  command = plan
  variables {
    moving_tags = ["*"]
  }
  expect_failures = [var.moving_tags]
}

run "refuses_an_account_without_its_zero_and_a_user_that_pushes" {
  command = plan
  variables {
    pull_account_ids = ["55555555555"]
    push_role_arns   = ["arn:aws:iam::444444444444:user/ci"]
  }
  expect_failures = [var.pull_account_ids, var.push_role_arns]
}

run "refuses_a_secret_that_ecr_does_not_read" {
  command = plan
  variables {
    upstreams = { docker-hub = { url = "registry-1.docker.io", credential_arn = "arn:aws:secretsmanager:eu-central-1:444444444444:secret:docker-hub-AbCdEf" } }
  }
  expect_failures = [var.upstreams]
}

run "refuses_a_prefix_without_its_slash_and_half_days" {
  command = plan
  variables {
    prefix                     = "meddevo"
    expire_untagged_after_days = 0
    replica_regions            = ["eu-west-1a"]
  }
  expect_failures = [var.prefix, var.expire_untagged_after_days, var.replica_regions]
}
