mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111111111111" }
  }
  mock_data "aws_ssoadmin_instances" {
    defaults = { arns = ["arn:aws:sso:::instance/ssoins-0000000000000001"], identity_store_ids = ["d-0000000001"] }
  }
  mock_data "aws_identitystore_group" {
    defaults = { group_id = "11111111-2222-3333-4444-555555555555" }
  }
  mock_resource "aws_ssoadmin_permission_set" {}
  mock_resource "aws_iam_role" {}
  mock_resource "aws_iam_user" {}
  mock_resource "aws_sns_topic" {}
  mock_resource "aws_cloudwatch_event_rule" {}
}

mock_provider "azuread" {
  override_during = plan

  mock_data "azuread_application_template" {
    defaults = { template_id = "21ed01d2-ec13-4e9e-86c1-cd546719ebc4" }
  }
  mock_data "azuread_group" {}
  mock_resource "azuread_application_from_template" {}
  mock_resource "azuread_service_principal" {
    defaults = { app_role_ids = { User = "8774f594-1d59-4279-b9d9-59ef09a23530" } }
  }
}

variables {
  groups = ["aws-platform", "aws-developers"]
  identity_source = {
    acs_url       = "https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/1"
    issuer_url    = "https://eu-central-1.signin.aws.amazon.com/platform/saml/d-0000000001"
    scim_endpoint = "https://scim.eu-central-1.amazonaws.com/1/scim/v2"
  }
  scim_token = "shown-once"
  assignments = [
    { group = "aws-platform", permission_set = "PlatformAdmin", account_ids = ["111111111111", "666666666666"] },
    { group = "aws-developers", permission_set = "Developer", account_ids = ["555555555555"] },
    { group = "aws-developers", permission_set = "ReadOnly", account_ids = ["666666666666"] },
  ]
  production_account_ids = ["666666666666"]
  breakglass_people      = ["ada", "grace"]
  alarm_emails           = ["security@meddevo.example"]
  alarm_regions          = ["eu-central-1"]
}

run "each_group_gets_its_permission_set_in_its_accounts" {
  command = plan

  assert {
    condition     = toset(keys(aws_ssoadmin_account_assignment.this)) == toset(["111111111111:PlatformAdmin:aws-platform", "666666666666:PlatformAdmin:aws-platform", "555555555555:Developer:aws-developers", "666666666666:ReadOnly:aws-developers"])
    error_message = "One assignment for each group, permission set and account."
  }
  assert {
    condition     = alltrue([for assignment in aws_ssoadmin_account_assignment.this : assignment.principal_type == "GROUP"])
    error_message = "Rights are given to groups, never to a person."
  }
}

run "an_administrator_works_for_four_hours_and_a_developer_within_a_boundary" {
  command = plan

  assert {
    condition     = aws_ssoadmin_permission_set.this["PlatformAdmin"].session_duration == "PT4H"
    error_message = "Administrators sign in again after four hours."
  }
  assert {
    condition     = aws_ssoadmin_permissions_boundary_attachment.developer.permissions_boundary[0].customer_managed_policy_reference[0].name == "developer" && aws_ssoadmin_permissions_boundary_attachment.developer.permissions_boundary[0].customer_managed_policy_reference[0].path == "/boundary/"
    error_message = "Developer has the boundary that account-baseline makes."
  }
  assert {
    condition     = toset(keys(aws_ssoadmin_permission_set.this)) == toset(["PlatformAdmin", "Developer", "ReadOnly", "SecurityAudit", "Billing"])
    error_message = "The guide describes five permission sets."
  }
}

run "entra_id_signs_in_whom_a_group_names_and_nobody_else" {
  command = plan

  assert {
    condition     = azuread_service_principal.aws.app_role_assignment_required && azuread_service_principal.aws.preferred_single_sign_on_mode == "saml" && toset(keys(azuread_app_role_assignment.this)) == var.groups
    error_message = "Only the named groups may use the application, by SAML."
  }
  assert {
    condition     = azuread_synchronization_job.scim[0].enabled && azuread_application_identifier_uri.aws[0].identifier_uri == "https://eu-central-1.signin.aws.amazon.com/platform/saml/d-0000000001"
    error_message = "Users come over by SCIM, and SAML is addressed to AWS."
  }
}

run "the_first_apply_needs_nothing_from_the_console" {
  command = plan
  variables {
    identity_source = null
    scim_token      = null
    assignments     = []
  }

  assert {
    condition     = length(azuread_synchronization_job.scim) == 0 && length(aws_ssoadmin_account_assignment.this) == 0 && length(aws_ssoadmin_permission_set.this) == 5
    error_message = "Before the console's two steps there is an application and there are permission sets, and nothing to bring over."
  }
}

run "the_glass_is_broken_with_a_security_key_only" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.breakglass.assume_role_policy).Statement[0].Condition.Bool["aws:MultiFactorAuthPresent"] == "true" && length(jsondecode(aws_iam_role.breakglass.assume_role_policy).Statement[0].Principal.AWS) == 2
    error_message = "The role is for the named users, with a security key."
  }
  assert {
    condition     = flatten([for statement in jsondecode(aws_iam_group_policy.breakglass.policy).Statement : statement.Action if statement.Sid == "BecomeBreakglass"]) == ["sts:AssumeRole"]
    error_message = "A break-glass user may become the role and change nothing itself."
  }
}

run "breaking_the_glass_is_told_in_every_region" {
  command = plan

  assert {
    condition     = toset(keys(aws_cloudwatch_event_rule.breakglass)) == toset(["eu-central-1", "us-east-1"]) && length(aws_sns_topic_subscription.breakglass) == 2
    error_message = "EventBridge sees its own region only, and users sign in at us-east-1."
  }
  assert {
    condition     = alltrue([for rule in aws_cloudwatch_event_rule.breakglass : rule.state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"])
    error_message = "Otherwise calls that only read are not told, AssumeRole among them."
  }
  assert {
    condition     = contains(flatten([for either in jsondecode(aws_cloudwatch_event_rule.breakglass["us-east-1"].event_pattern).detail.userIdentity["$or"] : try(either.type, [])]), "Root")
    error_message = "Root's doings are told too."
  }
}

run "refuses_developers_in_production" {
  command = plan
  variables {
    assignments = [{ group = "aws-developers", permission_set = "Developer", account_ids = ["666666666666"] }]
  }
  expect_failures = [var.assignments]
}

run "refuses_a_group_that_does_not_come_over" {
  command = plan
  variables {
    assignments = [{ group = "aws-auditors", permission_set = "SecurityAudit", account_ids = ["666666666666"] }]
  }
  expect_failures = [var.assignments]
}

run "refuses_a_permission_set_that_does_not_exist" {
  command = plan
  variables {
    assignments = [{ group = "aws-platform", permission_set = "Admin", account_ids = ["666666666666"] }]
  }
  expect_failures = [var.assignments]
}

run "refuses_to_assign_before_entra_id_is_connected" {
  command = plan
  variables {
    identity_source = null
    scim_token      = null
  }
  expect_failures = [var.assignments]
}

run "refuses_an_endpoint_without_its_token" {
  command = plan
  variables {
    scim_token = null
  }
  expect_failures = [var.scim_token]
}

run "refuses_a_glass_that_one_person_breaks_unseen" {
  command = plan
  variables {
    breakglass_people      = ["ada"]
    alarm_emails           = []
    alarm_regions          = []
    production_account_ids = ["production"]
  }
  expect_failures = [var.breakglass_people, var.alarm_emails, var.alarm_regions, var.production_account_ids]
}

run "refuses_addresses_that_are_none_and_groups_with_blanks" {
  command = plan
  variables {
    groups          = [" aws-platform"]
    assignments     = []
    identity_source = { acs_url = "signin", issuer_url = "signin", scim_endpoint = "scim" }
  }
  expect_failures = [var.groups, var.identity_source]
}
