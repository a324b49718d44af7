mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "222222222222" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
  mock_resource "aws_s3_bucket" {}
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:222222222222:key/logs" }
  }
}

variables {
  organization_id       = "o-meddevo0001"
  management_account_id = "111111111111"
}

run "the_trail_cannot_be_deleted_by_anybody" {
  command = plan

  assert {
    condition     = aws_s3_bucket.this["trail"].object_lock_enabled && aws_s3_bucket_object_lock_configuration.trail.rule[0].default_retention[0].mode == "COMPLIANCE" && aws_s3_bucket_object_lock_configuration.trail.rule[0].default_retention[0].days == 365
    error_message = "Records of the trail must be locked for a year in compliance mode: governance mode can be gone around."
  }
}

run "no_log_can_be_deleted_but_by_age" {
  command = plan

  assert {
    condition = alltrue([for policy in aws_s3_bucket_policy.this : length([for statement in jsondecode(policy.policy).Statement : statement
    if statement.Effect == "Deny" && length(setintersection(flatten([statement.Action]), ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"])) == 3 && !can(statement.Condition)]) == 1])
    error_message = "Each bucket must deny deleting to everybody, without an exception."
  }
  assert {
    condition     = alltrue([for versioning in aws_s3_bucket_versioning.this : versioning.versioning_configuration[0].status == "Enabled"])
    error_message = "Overwriting must leave the old version."
  }
  assert {
    condition     = alltrue([for lifecycle in aws_s3_bucket_lifecycle_configuration.this : one(one(lifecycle.rule).expiration).days == 3650])
    error_message = "Logs stay for ten years."
  }
}

run "the_walls_are_moved_by_the_pipeline_alone" {
  command = plan

  assert {
    condition = alltrue([for policy in aws_s3_bucket_policy.this : one([for statement in jsondecode(policy.policy).Statement : statement.Condition.ArnNotLike["aws:PrincipalArn"] if statement.Sid == "DenyMovingTheWalls"]) ==
    ["arn:aws:iam::222222222222:role/AWSControlTowerExecution", "arn:aws:iam::222222222222:role/ci/tf-log-archive-apply"]])
    error_message = "Policy, versioning and lifecycle may be changed by tf-log-archive-apply, and by Control Tower's role at bootstrap."
  }
}

run "the_key_of_the_logs_cannot_be_thrown_away" {
  command = plan

  assert {
    condition     = length([for statement in jsondecode(aws_kms_key.this.policy).Statement : statement if statement.Effect == "Deny" && contains(flatten([statement.Action]), "kms:ScheduleKeyDeletion")]) == 1 && aws_kms_key.this.enable_key_rotation
    error_message = "Deleting the key would delete the logs."
  }
}

run "only_our_organisation_delivers" {
  command = plan

  assert {
    condition     = alltrue(flatten([for name, policy in aws_s3_bucket_policy.this : [for statement in jsondecode(policy.policy).Statement : contains(values(statement.Condition.StringEquals), name == "trail" ? "111111111111" : "o-meddevo0001") if statement.Effect == "Allow"]]))
    error_message = "Without the organisation in it, any account of the world could deliver logs here."
  }
}

run "firehose_alone_delivers_by_role" {
  command = plan

  assert {
    condition     = [for name, policy in aws_s3_bucket_policy.this : name if anytrue([for statement in jsondecode(policy.policy).Statement : statement.Effect == "Allow" && try(statement.Principal.AWS, null) == "*"])] == ["datadog"]
    error_message = "Where a service delivers no role may."
  }
  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.this["datadog"].policy).Statement : statement.Condition.ArnLike["aws:PrincipalArn"] == "arn:aws:iam::*:role/datadog-firehose-*" if statement.Effect == "Allow"])
    error_message = "Only the roles of module datadog deliver what Datadog did not take."
  }
}

run "each_deliverer_gets_an_encryption_that_it_knows" {
  command = plan

  assert {
    condition     = { for name, encryption in aws_s3_bucket_server_side_encryption_configuration.this : name => one(one(encryption.rule).apply_server_side_encryption_by_default).sse_algorithm } == { datadog = "AES256", lb = "AES256", network = "aws:kms", trail = "aws:kms" }
    error_message = "Load balancers deliver with SSE-S3 only."
  }
  assert {
    condition     = length(setsubtract(["delivery.logs.amazonaws.com", "cloudtrail.amazonaws.com"], [for statement in jsondecode(aws_kms_key.this.policy).Statement : try(statement.Principal.Service, "")])) == 0
    error_message = "Who delivers encrypted needs the key."
  }
}

run "refuses_a_lock_that_is_longer_than_the_logs" {
  command = plan
  variables {
    retention_days = 400
    lock_days      = 500
  }
  expect_failures = [var.lock_days]
}

run "refuses_malformed_ids_and_a_month" {
  command = plan
  variables {
    organization_id       = "meddevo"
    management_account_id = "1111"
    retention_days        = 30
    lock_days             = 1
  }
  expect_failures = [var.organization_id, var.management_account_id, var.retention_days]
}
