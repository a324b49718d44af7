mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111111111111" }
  }
  mock_resource "aws_organizations_organization" {
    defaults = {
      id    = "o-meddevo0001"
      roots = [{ arn = "arn:aws:organizations::111111111111:root/o-meddevo0001/r-med1", id = "r-med1", name = "Root", policy_types = [] }]
    }
  }
  mock_resource "aws_organizations_organizational_unit" {
    defaults = { id = "ou-med1-security" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111111111111:key/logs" }
  }
  mock_resource "aws_controltower_landing_zone" {
    defaults = { latest_available_version = "4.1", drift_status = [{ status = "IN_SYNC" }] }
  }
}

override_resource {
  override_during = plan
  target          = aws_organizations_account.shared["log-archive"]
  values          = { id = "222222222222" }
}

override_resource {
  override_during = plan
  target          = aws_organizations_account.shared["audit"]
  values          = { id = "333333333333" }
}

variables {
  home_region      = "eu-central-1"
  governed_regions = ["eu-west-1", "eu-central-1"]
  emails           = { log-archive = "aws+log-archive@meddevo.example", audit = "aws+audit@meddevo.example" }
}

run "the_manifest_has_the_shape_of_4_0" {
  command = plan

  assert {
    condition     = toset(keys(jsondecode(aws_controltower_landing_zone.this.manifest_json))) == toset(["governedRegions", "accessManagement", "securityRoles", "centralizedLogging", "config", "backup"])
    error_message = "CreateLandingZone refuses fields that it does not know, organizationStructure of 3.3 among them, and misses others."
  }
  assert {
    condition     = alltrue([for name, part in jsondecode(aws_controltower_landing_zone.this.manifest_json) : can(tobool(part.enabled)) if name != "governedRegions"])
    error_message = "4.0 requires `enabled` in each part."
  }
  assert {
    condition = alltrue([for part in ["centralizedLogging", "config"] :
      toset(keys(jsondecode(aws_controltower_landing_zone.this.manifest_json)[part])) == toset(["enabled", "accountId", "configurations"]) &&
      jsondecode(aws_controltower_landing_zone.this.manifest_json)[part].configurations == {
        loggingBucket       = { retentionDays = 3650 }
        accessLoggingBucket = { retentionDays = 3650 }
        kmsKeyArn           = "arn:aws:kms:eu-central-1:111111111111:key/logs"
    }])
    error_message = "Trail and Config each name an account, two retentions as numbers, and the key."
  }
  assert {
    condition     = jsondecode(aws_controltower_landing_zone.this.manifest_json).governedRegions == ["eu-central-1", "eu-west-1"]
    error_message = "The governed regions come sorted, or each plan would show a change."
  }
}

run "logs_and_the_right_to_look_at_everything_are_in_different_accounts" {
  command = plan

  assert {
    condition     = jsondecode(aws_controltower_landing_zone.this.manifest_json).centralizedLogging.accountId == "222222222222"
    error_message = "The trail belongs into log-archive."
  }
  assert {
    condition     = jsondecode(aws_controltower_landing_zone.this.manifest_json).securityRoles.accountId == "333333333333"
    error_message = "The security roles belong into audit."
  }
}

run "control_tower_finds_its_roles" {
  command = plan

  assert {
    condition     = toset([for role in aws_iam_role.this : "${role.path}${role.name}"]) == toset(["/service-role/AWSControlTowerAdmin", "/service-role/AWSControlTowerCloudTrailRole", "/service-role/AWSControlTowerConfigAggregatorRoleForOrganizations", "/service-role/AWSControlTowerStackSetRole"])
    error_message = "Control Tower looks for four roles under /service-role/."
  }
  assert {
    condition     = alltrue([for service in ["config.amazonaws.com", "cloudtrail.amazonaws.com"] : anytrue([for statement in jsondecode(aws_kms_key.logs.policy).Statement : try(statement.Principal.Service, "") == service])])
    error_message = "The key must let Config and CloudTrail encrypt."
  }
}

run "root_is_managed_centrally" {
  command = plan

  assert {
    condition     = aws_iam_organizations_features.this.enabled_features == toset(["RootCredentialsManagement", "RootSessions"])
    error_message = "Member accounts must have no root credentials of their own."
  }
}

run "a_newer_version_is_told" {
  command = plan

  assert {
    condition     = output.update_available == "4.1" && output.drifted == false
    error_message = "update_available must name the version that AWS has and we do not."
  }
}

run "refuses_to_govern_without_the_home_region" {
  command = plan
  variables {
    governed_regions = ["eu-west-1"]
  }
  expect_failures = [var.governed_regions]
}

run "refuses_a_version_with_another_manifest" {
  command = plan
  variables {
    landing_zone_version = "3.3"
  }
  expect_failures = [var.landing_zone_version]
}

run "refuses_one_address_for_two_accounts" {
  command = plan
  variables {
    emails = { log-archive = "aws@meddevo.example", audit = "aws@meddevo.example" }
  }
  expect_failures = [var.emails]
}

run "refuses_a_home_region_that_is_none" {
  command = plan
  variables {
    home_region      = "Frankfurt"
    governed_regions = ["Frankfurt"]
  }
  expect_failures = [var.home_region]
}

run "refuses_a_retention_of_a_month" {
  command = plan
  variables {
    retention_days = 30
  }
  expect_failures = [var.retention_days]
}
