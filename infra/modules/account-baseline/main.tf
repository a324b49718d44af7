# What each account of the organisation starts with. What a policy of the organisation already holds (IMDSv2, public images and snapshots, VPC block public access) is not
# set again: AWS refuses an account that sets what a declarative policy owns.
resource "aws_iam_account_alias" "this" {
  account_alias = "meddevo-${var.account}"
}

# An SCP denies users, so this is for the management account, which SCPs do not reach, and for the auditors, who look for it everywhere (CIS 1.8, 1.9).
resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = 20
  require_lowercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  require_uppercase_characters   = true
  password_reuse_prevention      = 24
  allow_users_to_change_password = true
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_account_alternate_contact" "security" {
  alternate_contact_type = "SECURITY"
  name                   = var.security_contact.name
  title                  = var.security_contact.title
  email_address          = var.security_contact.email
  phone_number           = var.security_contact.phone
}

resource "aws_budgets_budget" "this" {
  name         = "monthly"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"

  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }

    content {
      notification_type          = notification.key
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      comparison_operator        = "GREATER_THAN"
      subscriber_email_addresses = var.budget_emails
    }
  }
}

# The operator may make no role, so those of AWS' services are there before it.
resource "aws_iam_service_linked_role" "this" {
  for_each = var.workload ? toset(["ecs.amazonaws.com", "ecs.application-autoscaling.amazonaws.com", "elasticloadbalancing.amazonaws.com"]) : []

  aws_service_name = each.key
}
