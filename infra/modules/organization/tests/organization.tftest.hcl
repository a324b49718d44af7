mock_provider "aws" {
  override_during = plan
  mock_resource "aws_organizations_organizational_unit" {}
  mock_resource "aws_organizations_policy" {}
  mock_resource "aws_organizations_account" {}
}

variables {
  organization_id = "o-meddevo0001"
  root_id         = "r-med1"
  home_region     = "eu-central-1"
  allowed_regions = ["eu-west-1", "eu-central-1"]
  vendor_accounts = { datadog = "464622532012", atlas = "536727724300" }
  accounts = {
    platform   = { email = "aws+platform@meddevo.example", ou = "Infrastructure" }
    develop    = { email = "aws+develop@meddevo.example", ou = "Workloads/NonProd" }
    production = { email = "aws+production@meddevo.example", ou = "Workloads/Prod" }
  }
  identity_center_enabled_baseline_arn = "arn:aws:controltower:eu-central-1:111111111111:enabledbaseline/XAHCR9PEUUWDOW8A"
}

run "every_ou_is_registered_and_every_account_stands_in_its_own" {
  command = plan

  assert {
    condition     = length(aws_controltower_baseline.top) == 5 && length(aws_controltower_baseline.nested) == 2
    error_message = "An OU that is not registered has no guardrail of Control Tower."
  }
  assert {
    condition     = aws_organizations_account.this["production"].parent_id == aws_organizations_organizational_unit.nested["Workloads/Prod"].id
    error_message = "production belongs into Workloads/Prod."
  }
  assert {
    condition     = alltrue([for account in aws_organizations_account.this : account.role_name == "AWSControlTowerExecution"])
    error_message = "Control Tower enrols only accounts that have its execution role."
  }
}

run "service_control_policies_fit_and_only_deny" {
  command = plan

  assert {
    # https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
    condition     = alltrue([for policy in aws_organizations_policy.service_control : length(policy.content) <= 5120])
    error_message = "An SCP has at most 5,120 characters: ${jsonencode({ for name, policy in aws_organizations_policy.service_control : name => length(policy.content) })}."
  }
  assert {
    condition     = alltrue(flatten([for policy in aws_organizations_policy.service_control : [for statement in jsondecode(policy.content).Statement : statement.Effect == "Deny"]]))
    error_message = "Guardrails grant nothing."
  }
  assert {
    condition     = alltrue([for policy in aws_organizations_policy.service_control : length(distinct([for statement in jsondecode(policy.content).Statement : statement.Sid])) == length(jsondecode(policy.content).Statement)])
    error_message = "Two statements with one Sid are told apart by nobody."
  }
  assert {
    condition     = aws_organizations_policy_attachment.service_control["baseline:root"].target_id == "r-med1" && aws_organizations_policy_attachment.service_control["workloads:Workloads"].target_id == aws_organizations_organizational_unit.top["Workloads"].id
    error_message = "The baseline hangs at the root, the rules for workloads at Workloads."
  }
}

run "nobody_can_make_a_role_that_is_exempt" {
  command = plan

  assert {
    # What follows role/ in each exempted pattern must be protected against CreateRole, or be AWS' own.
    condition = alltrue(flatten([for policy in aws_organizations_policy.service_control : [for statement in jsondecode(policy.content).Statement : [
      for arn in flatten([try(statement.Condition.ArnNotLike["aws:PrincipalArn"], [])]) :
      anytrue([startswith(arn, "arn:aws:iam::*:role/ci/"), arn == "arn:aws:iam::*:role/AWSControlTowerExecution", arn == "arn:aws:iam::*:role/aws-service-role/*"])
    ]]]))
    error_message = "Exempt only roles that ProtectPlatformRoles, Control Tower or AWS protects."
  }
  assert {
    condition = length([for statement in jsondecode(aws_organizations_policy.service_control["baseline"].content).Statement : statement
    if length(setintersection(flatten([statement.Action]), ["iam:CreateRole", "iam:TagRole"])) == 2 && contains(flatten([statement.Resource]), "arn:aws:iam::*:role/ci/*")]) == 1
    error_message = "ProtectPlatformRoles must deny making and tagging CI roles: their state prefix is a tag."
  }
}

run "a_listener_needs_tls_1_2_said_aloud" {
  command = plan

  assert {
    condition     = length([for statement in jsondecode(aws_organizations_policy.service_control["workloads"].content).Statement : statement if contains(["DenyOldTls", "DenyUnsaidTls"], statement.Sid) && can(statement.Condition["ForAnyValue:StringEquals"])]) == 2
    error_message = "An old policy must be denied, and so must none at all, since AWS then takes one of 2016."
  }
}

run "regions_are_denied_everywhere_but_in_security" {
  command = plan

  assert {
    condition     = toset(keys(aws_controltower_control.region_deny)) == toset(["Infrastructure", "Workloads", "Sandbox", "PolicyStaging", "Suspended"])
    error_message = "Each top-level OU but Security needs the region deny."
  }
  assert {
    condition     = alltrue([for control in aws_controltower_control.region_deny : contains([for parameter in control.parameters : parameter.value if parameter.key == "AllowedRegions"], jsonencode(["eu-central-1", "eu-west-1"]))])
    error_message = "A control's parameter is JSON, sorted, or each plan would show a change."
  }
}

run "the_perimeter_fits_and_only_denies" {
  command = plan

  assert {
    condition     = length(aws_organizations_policy.resource_control.content) <= 5120 && alltrue([for statement in jsondecode(aws_organizations_policy.resource_control.content).Statement : statement.Effect == "Deny" && statement.Principal == "*"])
    error_message = "An RCP has at most 5,120 characters, denies, and is for everybody: AWS takes no other."
  }
  assert {
    condition     = length(aws_organizations_policy_attachment.resource_control) == 5
    error_message = "The perimeter is around every top-level OU but Security."
  }
}

run "the_perimeter_lets_vendors_assume_roles_and_touch_nothing" {
  command = plan

  assert {
    condition     = [for statement in jsondecode(aws_organizations_policy.resource_control.content).Statement : statement.Action if can(statement.Condition.StringNotEqualsIfExists["aws:PrincipalAccount"])] == ["sts:AssumeRole"]
    error_message = "Vendors are excepted for sts:AssumeRole alone, not for data."
  }
  assert {
    condition     = one([for statement in jsondecode(aws_organizations_policy.resource_control.content).Statement : statement.Condition.StringNotEqualsIfExists["aws:PrincipalAccount"] if statement.Sid == "DenyForeignersRoles"]) == ["464622532012", "536727724300"]
    error_message = "Datadog and Atlas assume roles from accounts of their own."
  }
}

run "the_perimeter_does_not_lock_gitlab_out" {
  command = plan

  assert {
    condition = alltrue([for statement in jsondecode(aws_organizations_policy.resource_control.content).Statement : length(setintersection(flatten([statement.Action]), ["sts:AssumeRoleWithWebIdentity", "sts:*"])) == 0
    if can(statement.Condition.StringNotEqualsIfExists)])
    error_message = "GitLab's tokens belong to no organisation: a denial of AssumeRoleWithWebIdentity to foreigners stops every pipeline."
  }
}

run "without_vendors_nobody_is_excepted" {
  command = plan
  variables {
    vendor_accounts = {}
  }

  assert {
    condition     = !strcontains(aws_organizations_policy.resource_control.content, "aws:PrincipalAccount")
    error_message = "An empty list in a condition is refused by AWS."
  }
}

run "ec2_is_held_by_declaration" {
  command = plan

  assert {
    condition     = jsondecode(aws_organizations_policy.ec2.content).ec2_attributes.vpc_block_public_access.internet_gateway_block.mode["@@assign"] == "block_ingress" && jsondecode(aws_organizations_policy.ec2.content).ec2_attributes.instance_metadata_defaults.http_tokens["@@assign"] == "required"
    error_message = "No VPC takes connections from the internet, and IMDSv2 is required."
  }
}

run "tags_have_known_values" {
  command = plan

  assert {
    condition     = jsondecode(aws_organizations_policy.tags.content).tags.Environment.tag_value["@@assign"] == ["develop", "production", "security", "shared"]
    error_message = "Environment may name an environment, shared or security."
  }
}

run "refuses_an_ou_that_does_not_exist" {
  command = plan
  variables {
    accounts = { production = { email = "aws+production@meddevo.example", ou = "Prod" } }
  }
  expect_failures = [var.accounts]
}

run "refuses_two_accounts_with_one_address" {
  command = plan
  variables {
    accounts = {
      develop    = { email = "aws@meddevo.example", ou = "Workloads/NonProd" }
      production = { email = "AWS@meddevo.example", ou = "Workloads/Prod" }
    }
  }
  expect_failures = [var.accounts]
}

run "refuses_to_deny_the_home_region" {
  command = plan
  variables {
    allowed_regions = ["eu-west-1"]
  }
  expect_failures = [var.allowed_regions]
}

run "refuses_malformed_ids" {
  command = plan
  variables {
    organization_id                      = "meddevo"
    root_id                              = "root"
    baseline_version                     = "latest"
    identity_center_enabled_baseline_arn = "LN25R72TTG6IGPTQ"
    vendor_accounts                      = { datadog = "Datadog" }
    environments                         = ["shared"]
  }
  expect_failures = [var.organization_id, var.root_id, var.baseline_version, var.identity_center_enabled_baseline_arn, var.vendor_accounts, var.environments]
}
