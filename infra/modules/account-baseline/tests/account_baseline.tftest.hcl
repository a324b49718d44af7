mock_provider "aws" {
  override_during = plan
  mock_resource "aws_iam_policy" {}
}

variables {
  account            = "production"
  workload           = true
  monthly_budget_usd = 4000
  budget_emails      = ["platform@meddevo.example"]
  security_contact   = { name = "Platform team", title = "On call", email = "security@meddevo.example", phone = "+49 30 1234567" }
}

run "nothing_is_public_and_volumes_are_encrypted" {
  command = plan

  assert {
    condition     = alltrue([aws_s3_account_public_access_block.this.block_public_acls, aws_s3_account_public_access_block.this.block_public_policy, aws_s3_account_public_access_block.this.ignore_public_acls, aws_s3_account_public_access_block.this.restrict_public_buckets])
    error_message = "All four locks of S3 must be shut."
  }
  assert {
    condition     = aws_ebs_encryption_by_default.this.enabled
    error_message = "New volumes must be encrypted."
  }
}

run "the_budget_warns_before_the_money_is_gone" {
  command = plan

  assert {
    condition     = { for notification in aws_budgets_budget.this.notification : notification.notification_type => notification.threshold } == { ACTUAL = 80, FORECASTED = 100 }
    error_message = "80 % spent and 100 % foreseen must be told."
  }
}

run "what_a_change_deletes_can_be_saved_first" {
  command = plan

  assert {
    condition     = aws_backup_vault.before_changes.name == "before-changes" && "${aws_iam_role.backup.path}${aws_iam_role.backup.name}" == "/service/backup"
    error_message = "infra/ci/snapshot knows vault and role by these names."
  }
  assert {
    condition     = jsondecode(aws_iam_role.backup.assume_role_policy).Statement[0].Principal == { Service = "backup.amazonaws.com" }
    error_message = "Nobody but AWS Backup takes the role: it reads every file system and bucket."
  }
}

run "services_of_apps_have_their_roles_before_the_operator" {
  command = plan

  assert {
    condition     = length(aws_iam_service_linked_role.this) == 3
    error_message = "ECS, its scaling and ELB need service-linked roles, and the operator may make none."
  }
}

run "developers_reach_neither_iam_nor_the_platform" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_policy.developer.policy).Statement : length(setsubtract(["account:*", "iam:*", "organizations:*"], statement.NotAction)) == 0 if statement.Sid == "AllowWhatPoliciesGrant"])
    error_message = "The boundary must leave the account, IAM and Organizations out."
  }
  assert {
    condition     = length([for statement in jsondecode(aws_iam_policy.developer.policy).Statement : statement if statement.Sid == "DenyPlatformRoles" && statement.Effect == "Deny"]) == 1
    error_message = "No developer becomes CI or the operator."
  }
  assert {
    condition     = "${aws_iam_policy.developer.path}${aws_iam_policy.developer.name}" == "/boundary/developer"
    error_message = "Module identity-center knows the boundary by this name."
  }
}

run "an_account_without_apps_has_nothing_for_them" {
  command = plan
  variables {
    workload = false
  }

  assert {
    condition     = length(aws_iam_service_linked_role.this) == 0
    error_message = "Roles of ECS belong to workload accounts."
  }
}

run "refuses_what_nobody_would_notice_later" {
  command = plan
  variables {
    account            = "Production"
    monthly_budget_usd = 0
    budget_emails      = []
    security_contact   = { name = "Platform team", title = "On call", email = "nobody", phone = "030 1234567" }
  }
  expect_failures = [var.account, var.monthly_budget_usd, var.budget_emails, var.security_contact]
}
