mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "444444444444" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { id = "meddevo-tfstate", arn = "arn:aws:s3:::meddevo-tfstate" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:444444444444:key/state" }
  }
}

variables {
  bucket                = "meddevo-tfstate"
  organization_id       = "o-meddevo0001"
  management_account_id = "111111111111"
}

run "a_plan_role_only_reads" {
  command = plan

  assert {
    condition = length(setsubtract(flatten([for statement in concat(jsondecode(aws_s3_bucket_policy.this.policy).Statement, jsondecode(aws_kms_key.this.policy).Statement) : statement.Action
      if statement.Effect == "Allow" && contains(flatten([try(statement.Condition.ArnLike["aws:PrincipalArn"], [])]), "arn:aws:iam::*:role/ci/tf-*-plan")
    ]), ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"])) == 0
    error_message = "Any branch may plan, so a plan role writes neither state nor lock."
  }
}

run "an_apply_role_writes_below_its_own_prefix_only" {
  command = plan

  assert {
    condition = alltrue(flatten([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : [for arn in flatten([statement.Resource]) : startswith(arn, "arn:aws:s3:::meddevo-tfstate/$${aws:PrincipalTag/StatePrefix}/")]
    if statement.Effect == "Allow" && contains(flatten([statement.Action]), "s3:PutObject") && contains(flatten([try(statement.Condition.ArnLike["aws:PrincipalArn"], [])]), "arn:aws:iam::*:role/ci/tf-*-apply")]))
    error_message = "The tag StatePrefix must be in each resource that CI roles write."
  }
}

run "the_lock_can_be_taken_and_given_back" {
  command = plan

  assert {
    condition     = one([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Action if statement.Sid == "LockOwn"]) == ["s3:PutObject", "s3:DeleteObject"]
    error_message = "use_lockfile needs PutObject and DeleteObject on *.tflock."
  }
  assert {
    condition     = output.backend.use_lockfile && output.backend.encrypt
    error_message = "Units must lock with a lock file and encrypt."
  }
}

run "no_state_and_no_version_can_be_deleted" {
  command = plan

  assert {
    condition     = one([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.NotResource if statement.Sid == "DenyDeletingStates" && !can(statement.Condition)]) == "arn:aws:s3:::meddevo-tfstate/*.tflock"
    error_message = "Deleting anything but a lock must be denied to everybody."
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "A broken state is brought back from its versions."
  }
}

run "nobody_outside_the_organisation_gets_in" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Condition.StringEquals["aws:PrincipalOrgID"] == "o-meddevo0001" if statement.Effect == "Allow"])
    error_message = "Every grant names the organisation."
  }
  assert {
    condition     = alltrue([for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Condition.StringEquals["aws:PrincipalOrgID"] == "o-meddevo0001" if try(statement.Principal.AWS, "") == "*"])
    error_message = "So does the key."
  }
}

run "the_policy_fits" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_policy.this.policy) <= 20480
    error_message = "A bucket policy has at most 20 kB."
  }
}

run "refuses_malformed_ids" {
  command = plan
  variables {
    bucket                = "Meddevo.State"
    organization_id       = "meddevo"
    management_account_id = "1111"
    old_version_days      = 1
  }
  expect_failures = [var.bucket, var.organization_id, var.management_account_id, var.old_version_days]
}
