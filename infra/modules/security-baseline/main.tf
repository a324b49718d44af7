# In the audit account, to which org-delegations handed the services over: each is on in every region, for every account of today and tomorrow.
locals {
  guardduty_features = ["EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"]
  guardduty          = { for pair in setproduct(var.regions, local.guardduty_features) : "${pair[0]}:${pair[1]}" => { region = pair[0], name = pair[1] } }
}

# GuardDuty turned itself on here when it was handed over; a second detector cannot be made.
data "aws_guardduty_detector" "this" {
  for_each = var.regions
  region   = each.key
}

resource "aws_guardduty_organization_configuration" "this" {
  for_each = var.regions

  region                           = each.key
  detector_id                      = data.aws_guardduty_detector.this[each.key].id
  auto_enable_organization_members = "ALL"
}

resource "aws_guardduty_organization_configuration_feature" "this" {
  for_each = local.guardduty

  region      = each.value.region
  detector_id = data.aws_guardduty_detector.this[each.value.region].id
  name        = each.value.name
  auto_enable = "ALL"

  dynamic "additional_configuration" {
    for_each = each.value.name == "RUNTIME_MONITORING" ? ["ECS_FARGATE_AGENT_MANAGEMENT"] : [] # a sidecar that AWS adds to each task

    content {
      name        = additional_configuration.value
      auto_enable = "ALL"
    }
  }

  depends_on = [aws_guardduty_organization_configuration.this]
}

# Inspector's auto-enabling is for accounts that join later, so those with a registry are named.
resource "aws_inspector2_member_association" "this" {
  for_each   = var.registry_account_ids
  account_id = each.key
}

resource "aws_inspector2_enabler" "this" {
  account_ids    = var.registry_account_ids
  resource_types = ["ECR"]
  depends_on     = [aws_inspector2_member_association.this]
}

resource "aws_inspector2_organization_configuration" "this" {
  auto_enable {
    ec2    = false # nothing runs on EC2
    ecr    = true
    lambda = true
  }
}

# Whom do our resources let in from outside, and which rights has nobody used for a quarter.
resource "aws_accessanalyzer_analyzer" "external" {
  for_each = var.regions

  region        = each.key
  analyzer_name = "organization-external"
  type          = "ORGANIZATION"
}

resource "aws_accessanalyzer_analyzer" "unused" {
  analyzer_name = "organization-unused"
  type          = "ORGANIZATION_UNUSED_ACCESS" # IAM is the same in every region, and this one is billed by role

  configuration {
    unused_access {
      unused_access_age = 90
    }
  }
}

# Rules of Config, one file for each theme, in every region.
locals {
  packs = { for pair in setproduct(var.regions, fileset("${path.module}/conformance-packs", "*.yaml")) : "${pair[0]}:${trimsuffix(pair[1], ".yaml")}" => { region = pair[0], file = pair[1] } }
}

resource "aws_config_organization_conformance_pack" "this" {
  for_each = local.packs

  region            = each.value.region
  name              = "meddevo-${trimsuffix(each.value.file, ".yaml")}"
  template_body     = file("${path.module}/conformance-packs/${each.value.file}")
  excluded_accounts = [var.management_account_id]

  timeouts {
    create = "30m"
    update = "30m"
  }
}
