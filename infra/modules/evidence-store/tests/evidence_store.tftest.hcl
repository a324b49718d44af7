mock_provider "aws" {
  override_during = plan
  mock_resource "aws_kms_key" {}
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::meddevo-evidence-production" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "333333333333" }
  }
}

variables {
  bucket_name      = "meddevo-evidence-production"
  organization_id  = "o-meddevo0001"
  writer_role_arns = ["arn:aws:iam::666666666666:role/operator/meddevo-production"]
  reader_role_arns = ["arn:aws:iam::333333333333:role/quality"]
}

run "nobody_shortens_the_retention" {
  command = plan

  assert {
    condition     = aws_s3_bucket.this.object_lock_enabled && aws_s3_bucket_object_lock_configuration.this.rule[0].default_retention[0].mode == "COMPLIANCE" && aws_s3_bucket_object_lock_configuration.this.rule[0].default_retention[0].years == 10
    error_message = "Records must be locked in compliance mode for ten years."
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "The lock is on versions."
  }
}

run "records_are_added_and_never_replaced" {
  command = plan

  assert {
    condition     = one([for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement : s.Condition.Null["s3:if-none-match"] if s.Sid == "NeverOverARecord"]) == "true"
    error_message = "A put must be refused where there is a record already."
  }
  assert {
    condition     = length(setsubtract(["NeverLessThanTheLock", "NeverWithoutTls", "NeverOutsideTheOrganization"], [for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement : s.Sid if s.Effect == "Deny"])) == 0
    error_message = "Deleting, unlocking, strangers and plain HTTP must be denied."
  }
  assert {
    condition     = [for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement : s.Principal.AWS if s.Sid == "WritersAdd"] == [["arn:aws:iam::666666666666:role/operator/meddevo-production"]]
    error_message = "Only writers may add."
  }
}

run "closed_and_encrypted" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "Records are nobody else's business."
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && aws_kms_key.this.enable_key_rotation
    error_message = "Records must be encrypted with a key of our own that rotates."
  }
  assert {
    condition     = length(aws_s3_bucket_logging.this) == 0
    error_message = "Access logs need a bucket that was named."
  }
}

run "logs_access_where_asked" {
  command = plan
  variables {
    access_log_bucket_name = "meddevo-s3-access"
  }

  assert {
    condition     = one(aws_s3_bucket_logging.this).target_prefix == "meddevo-evidence-production/"
    error_message = "Each bucket must log under its own name."
  }
}

run "refuses_what_s3_would_refuse_too_late" {
  command = plan
  variables {
    bucket_name      = "Evidence"
    retention_years  = 0
    writer_role_arns = []
    reader_role_arns = ["quality"]
  }
  expect_failures = [var.bucket_name, var.retention_years, var.writer_role_arns, var.reader_role_arns]
}
