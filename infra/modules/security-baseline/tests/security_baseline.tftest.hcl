mock_provider "aws" {
  override_during = plan

  mock_data "aws_guardduty_detector" {}
  mock_resource "aws_securityhub_configuration_policy" {}
  mock_resource "aws_sns_topic" {}
  mock_resource "aws_cloudwatch_event_rule" {}
}

variables {
  home_region           = "eu-central-1"
  regions               = ["eu-central-1", "eu-west-1"]
  root_id               = "r-med1"
  management_account_id = "111111111111"
  registry_account_ids  = ["444444444444"]
  alarm_emails          = ["security@meddevo.example"]
}

run "guardduty_is_on_in_every_region_with_every_feature_for_everybody" {
  command = plan

  assert {
    condition = toset(keys(aws_guardduty_organization_configuration_feature.this)) == toset(flatten([for region in var.regions : [
      for feature in ["EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"] : "${region}:${feature}"
    ]]))
    error_message = "A feature that is missing in one region sees nothing there."
  }
  assert {
    condition     = alltrue([for feature in aws_guardduty_organization_configuration_feature.this : feature.auto_enable == "ALL"]) && alltrue([for region, configuration in aws_guardduty_organization_configuration.this : configuration.auto_enable_organization_members == "ALL" && configuration.region == region])
    error_message = "ALL means accounts of today too; NEW would leave them out."
  }
  assert {
    condition     = alltrue([for key, feature in aws_guardduty_organization_configuration_feature.this : join(",", feature.additional_configuration[*].name) == (endswith(key, "RUNTIME_MONITORING") ? "ECS_FARGATE_AGENT_MANAGEMENT" : "")])
    error_message = "Inside Fargate tasks only AWS' own sidecar sees anything."
  }
}

run "every_pack_is_in_every_region_and_parses" {
  command = plan

  assert {
    condition     = toset(keys(aws_config_organization_conformance_pack.this)) == toset(flatten([for region in var.regions : [for pack in ["containers", "data", "network"] : "${region}:${pack}"]]))
    error_message = "Each file is a pack in each region."
  }
  assert {
    condition = alltrue(flatten([for pack in aws_config_organization_conformance_pack.this : [for name, rule in yamldecode(pack.template_body).Resources :
      rule.Type == "AWS::Config::ConfigRule" && rule.Properties.Source.Owner == "AWS" && can(regex("^[A-Z0-9_]+$", rule.Properties.Source.SourceIdentifier)) && rule.Properties.ConfigRuleName == lower(replace(rule.Properties.Source.SourceIdentifier, "_", "-"))
    ]]))
    error_message = "Each rule names one of AWS' managed rules, and is called like it."
  }
  assert {
    condition     = alltrue([for pack in aws_config_organization_conformance_pack.this : pack.excluded_accounts == toset(["111111111111"]) && length(pack.template_body) <= 51200])
    error_message = "The management account has no recorder, and a template has at most 51,200 bytes."
  }
}

run "security_hub_is_configured_centrally_with_reasons_for_what_is_off" {
  command = plan

  assert {
    condition     = !aws_securityhub_organization_configuration.this.auto_enable && aws_securityhub_organization_configuration.this.auto_enable_standards == "NONE" && aws_securityhub_organization_configuration.this.organization_configuration[0].configuration_type == "CENTRAL"
    error_message = "Central configuration asks for auto_enable off and standards NONE."
  }
  assert {
    condition     = aws_securityhub_configuration_policy_association.root.target_id == "r-med1" && aws_securityhub_finding_aggregator.this.specified_regions == toset(["eu-west-1"])
    error_message = "The policy is for the root, and the other regions report home."
  }
  assert {
    condition     = length(aws_securityhub_configuration_policy.this.description) <= 512
    error_message = "A description has at most 512 characters."
  }
}

run "one_region_gathers_from_no_other" {
  command = plan
  variables {
    regions = ["eu-central-1"]
  }

  assert {
    condition     = aws_securityhub_finding_aggregator.this.linking_mode == "NO_REGIONS" && aws_securityhub_finding_aggregator.this.specified_regions == null
    error_message = "A list of regions that is empty is refused by AWS."
  }
}

run "images_are_scanned_where_the_registry_is" {
  command = plan

  assert {
    condition     = aws_inspector2_enabler.this.account_ids == toset(["444444444444"]) && aws_inspector2_enabler.this.resource_types == toset(["ECR"])
    error_message = "Auto-enabling is for accounts that join later, so the registry's is named."
  }
}

run "somebody_is_told" {
  command = plan

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.finding.event_pattern).detail.findings.Severity.Label == ["HIGH", "CRITICAL"] && aws_sns_topic_subscription.finding["security@meddevo.example"].protocol == "email"
    error_message = "High and critical findings are mailed."
  }
}

run "refuses_to_watch_everything_but_home" {
  command = plan
  variables {
    regions = ["eu-west-1"]
  }
  expect_failures = [var.regions]
}

run "refuses_malformed_ids_and_silence" {
  command = plan
  variables {
    home_region           = "Frankfurt"
    regions               = ["Frankfurt"]
    root_id               = "root"
    management_account_id = "management"
    registry_account_ids  = []
    alarm_emails          = []
  }
  expect_failures = [var.home_region, var.root_id, var.management_account_id, var.registry_account_ids, var.alarm_emails]
}
