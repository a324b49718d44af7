# The organisation, what Control Tower needs before it can start, and the landing zone itself.
# https://docs.aws.amazon.com/controltower/latest/userguide/lz-api-prereques.html

resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2", "TAG_POLICY"]

  aws_service_access_principals = [
    "access-analyzer.amazonaws.com",
    "account.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "config.amazonaws.com",
    "config-multiaccountsetup.amazonaws.com",
    "controltower.amazonaws.com",
    "guardduty.amazonaws.com",
    "iam.amazonaws.com",
    "inspector2.amazonaws.com",
    "malware-protection.guardduty.amazonaws.com",
    "member.org.stacksets.cloudformation.amazonaws.com",
    "ram.amazonaws.com",
    "securityhub.amazonaws.com",
    "sso.amazonaws.com",
    "tagpolicies.tag.amazonaws.com",
  ]

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [aws_service_access_principals] # Control Tower enables more on its own
  }
}

# Since 4.0 this OU and its two accounts are the customer's to create.
resource "aws_organizations_organizational_unit" "security" {
  name      = "Security"
  parent_id = aws_organizations_organization.this.roots[0].id
}

resource "aws_organizations_account" "shared" {
  for_each = var.emails

  name      = each.key
  email     = each.value
  parent_id = aws_organizations_organizational_unit.security.id

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [role_name, iam_user_access_to_billing] # known at creation only
  }
}

locals {
  logs = {
    loggingBucket       = { retentionDays = var.retention_days }
    accessLoggingBucket = { retentionDays = var.retention_days }
    kmsKeyArn           = aws_kms_key.logs.arn
  }

  # The shape of 4.0: no organizationStructure, and the `enabled` of every part written out. CreateLandingZone refuses any other one, and only then:
  # https://docs.aws.amazon.com/controltower/latest/userguide/lz-api-launch.html, https://github.com/hashicorp/terraform-provider-aws/issues/49646
  manifest = {
    governedRegions  = sort(var.governed_regions)
    accessManagement = { enabled = true }
    securityRoles = {
      enabled   = true
      accountId = aws_organizations_account.shared["audit"].id
    }
    centralizedLogging = {
      enabled        = true
      accountId      = aws_organizations_account.shared["log-archive"].id
      configurations = local.logs
    }
    config = {
      enabled        = true
      accountId      = aws_organizations_account.shared["audit"].id
      configurations = local.logs
    }
    backup = { enabled = false } # the file systems bring their own backup plans
  }
}

resource "aws_controltower_landing_zone" "this" {
  version           = var.landing_zone_version
  manifest_json     = jsonencode(local.manifest)
  remediation_types = ["INHERITANCE_DRIFT"] # an account that moves to another OU is enrolled there by itself

  timeouts {
    create = "2h"
    update = "2h"
    delete = "2h"
  }

  depends_on = [aws_iam_role_policy_attachment.this, aws_iam_role_policy.this]
}

# Member accounts have no root password: whoever needs root in one borrows it for a quarter of an hour from here.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
resource "aws_iam_organizations_features" "this" {
  enabled_features = ["RootCredentialsManagement", "RootSessions"]
  depends_on       = [aws_controltower_landing_zone.this]
}

resource "aws_ram_sharing_with_organization" "this" {
  depends_on = [aws_controltower_landing_zone.this]
}
