# Security Hub, configured here for the whole organisation. Central configuration asks for its steps in this order, with the two auto settings off:
# https://docs.aws.amazon.com/securityhub/latest/userguide/start-central-configuration.html
locals {
  # Controls that would be wrong here, and why.
  not_ours = {
    "CloudTrail.5" = "Control Tower owns the trail and its delivery"
    "ECR.3"        = "the operator removes images, since it knows what runs; no lifecycle rule does"
    "IAM.6"        = "member accounts have no root credentials to protect by hardware"
  }
}

resource "aws_securityhub_account" "this" {
  enable_default_standards  = false
  control_finding_generator = "SECURITY_CONTROL" # one finding for a control, however many standards ask for it
}

resource "aws_securityhub_finding_aggregator" "this" {
  linking_mode      = length(var.regions) == 1 ? "NO_REGIONS" : "SPECIFIED_REGIONS"
  specified_regions = length(var.regions) == 1 ? null : sort(setsubtract(var.regions, [var.home_region]))
  depends_on        = [aws_securityhub_account.this]
}

resource "aws_securityhub_organization_configuration" "this" {
  auto_enable           = false
  auto_enable_standards = "NONE"

  organization_configuration {
    configuration_type = "CENTRAL"
  }

  depends_on = [aws_securityhub_finding_aggregator.this]
}

resource "aws_securityhub_configuration_policy" "this" {
  name        = "meddevo"
  description = "AWS foundational best practices and CIS, but for: ${join("; ", [for control, reason in local.not_ours : "${control}, ${reason}"])}"

  configuration_policy {
    service_enabled = true
    enabled_standard_arns = [
      "arn:aws:securityhub:${var.home_region}::standards/aws-foundational-security-best-practices/v/1.0.0",
      "arn:aws:securityhub:${var.home_region}::standards/cis-aws-foundations-benchmark/v/3.0.0",
    ]

    security_controls_configuration {
      disabled_control_identifiers = keys(local.not_ours)
    }
  }

  depends_on = [aws_securityhub_organization_configuration.this]
}

resource "aws_securityhub_configuration_policy_association" "root" {
  policy_id = aws_securityhub_configuration_policy.this.id
  target_id = var.root_id
}

# Every service above reports to Security Hub, and every region to this one: one rule tells all of it.
resource "aws_cloudwatch_event_rule" "finding" {
  name        = "security-findings"
  description = "High and critical findings that nobody has looked at"

  event_pattern = jsonencode({
    source      = ["aws.securityhub"]
    detail-type = ["Security Hub Findings - Imported"]
    detail = {
      findings = {
        Severity    = { Label = ["HIGH", "CRITICAL"] }
        Workflow    = { Status = ["NEW"] }
        RecordState = ["ACTIVE"]
        Compliance  = { Status = [{ anything-but = ["PASSED"] }, { exists = false }] }
      }
    }
  })
}

resource "aws_sns_topic" "finding" {
  name = "security-findings"
}

resource "aws_sns_topic_policy" "finding" {
  arn = aws_sns_topic.finding.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Events"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.finding.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.finding.arn } }
    }]
  })
}

resource "aws_cloudwatch_event_target" "finding" {
  rule = aws_cloudwatch_event_rule.finding.name
  arn  = aws_sns_topic.finding.arn

  input_transformer {
    input_paths = {
      severity = "$.detail.findings[0].Severity.Label"
      account  = "$.detail.findings[0].AwsAccountId"
      region   = "$.detail.findings[0].Region"
      title    = "$.detail.findings[0].Title"
      resource = "$.detail.findings[0].Resources[0].Id"
    }
    input_template = "\"<severity> in account <account>, <region>: <title>. Resource: <resource>. Look at it in Security Hub of the audit account, and mark it NOTIFIED when somebody is on it.\""
  }
}

resource "aws_sns_topic_subscription" "finding" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.finding.arn
  protocol  = "email"
  endpoint  = each.key
}
