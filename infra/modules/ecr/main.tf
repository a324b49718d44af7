# The registry as a whole. Repositories are made by the first push, and looked after by the operator, so there is none here.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  region     = data.aws_region.this.region
  pullers    = [for id in sort(var.pull_account_ids) : "arn:aws:iam::${id}:root"]
}

resource "aws_kms_key" "this" {
  description         = "Images of ${var.prefix}"
  enable_key_rotation = true
}

resource "aws_kms_alias" "this" {
  name          = "alias/meddevo/ecr"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED" # Inspector, which looks again when a new weakness becomes known

  rule {
    scan_frequency = "CONTINUOUS_SCAN"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_account_setting" "registry_policy_scope" {
  name  = "REGISTRY_POLICY_SCOPE"
  value = "V2" # the registry's policy can name all of ECR's actions
}

resource "aws_ecr_pull_through_cache_rule" "this" {
  for_each = var.upstreams

  ecr_repository_prefix = each.key
  upstream_registry_url = each.value.url
  credential_arn        = each.value.credential_arn
}

# https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
resource "aws_ecr_registry_policy" "this" {
  count = length(var.upstreams) == 0 ? 0 : 1

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "PullThrough"
      Effect    = "Allow"
      Principal = { AWS = local.pullers }
      Action    = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"]
      Resource  = [for prefix in keys(var.upstreams) : "arn:aws:ecr:${local.region}:${local.account_id}:repository/${prefix}/*"]
      Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization_id } }
    }]
  })
}

resource "aws_ecr_replication_configuration" "this" {
  count = length(var.replica_regions) == 0 ? 0 : 1

  replication_configuration {
    rule {
      dynamic "destination" {
        for_each = var.replica_regions
        content {
          region      = destination.value
          registry_id = local.account_id
        }
      }

      repository_filter {
        filter      = var.prefix
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}
