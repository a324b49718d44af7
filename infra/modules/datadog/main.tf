# Datadog without a way out of the VPC: AWS's own services deliver logs and metrics, and Datadog looks at the account with a role.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  region     = data.aws_region.this.region

  # https://docs.datadoghq.com/logs/guide/send-aws-services-logs-with-the-datadog-kinesis-firehose-destination/
  # https://docs.datadoghq.com/integrations/guide/aws-cloudwatch-metric-streams-with-kinesis-data-firehose/
  intakes = {
    logs    = "https://aws-kinesis-http-intake.logs.${var.site}/v1/input"
    metrics = "https://awsmetrics-intake.${var.site}/v1/input"
  }
  namespaces = ["AWS/ApplicationELB", "AWS/ECS", "AWS/EFS", "AWS/PrivateLinkEndpoints", "AWS/SQS", "ECS/ContainerInsights"]
}

# The value, {"api_key": "…"}, is put in by a person or by Datadog's rotation, never by Terraform: a state would keep it.
resource "aws_secretsmanager_secret" "api_key" {
  name        = "${var.environment}/datadog" # where the execution role may read
  description = "Datadog's API key"
  kms_key_id  = var.kms_key_arn
}

resource "datadog_integration_aws_account" "this" {
  aws_account_id = local.account_id
  aws_partition  = "aws"
  account_tags   = ["env:${var.environment}"]

  aws_regions {
    include_only = [local.region]
  }
  auth_config {
    aws_auth_config_role {
      role_name = "datadog-${var.environment}"
    }
  }
  logs_config {
    lambda_forwarder {
      lambdas = []
      sources = []
    }
  }
  metrics_config {
    enabled                   = false # the stream delivers them sooner and for less
    automute_enabled          = false
    collect_cloudwatch_alarms = false
    collect_custom_metrics    = false
    namespace_filters {
      include_only = []
    }
  }
  resources_config {
    cloud_security_posture_management_collection = false
    extended_collection                          = true # tags, which the stream does not carry
  }
  traces_config {
    xray_services {
      include_only = []
    }
  }
}

resource "aws_iam_role" "datadog" {
  name        = "datadog-${var.environment}"
  description = "Datadog, to read names and tags"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.datadog_account_id}:root" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = datadog_integration_aws_account.this.auth_config.aws_auth_config_role.external_id } }
    }]
  })
}

resource "aws_iam_role_policy" "datadog" {
  name = "read"
  role = aws_iam_role.datadog.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "NamesAndTags"
      Effect   = "Allow"
      Resource = "*"
      Action = [
        "cloudwatch:ListMetrics", "ecs:DescribeClusters", "ecs:DescribeServices", "ecs:ListClusters", "ecs:ListServices",
        "elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeTags", "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroups", "tag:GetResources", "tag:GetTagKeys", "tag:GetTagValues",
      ]
    }]
  })
}
