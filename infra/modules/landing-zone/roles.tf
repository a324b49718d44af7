# The four roles and the key that Control Tower expects to find, under these names and this path.
# https://docs.aws.amazon.com/controltower/latest/userguide/lz-api-prereques.html
data "aws_caller_identity" "this" {}

locals {
  roles = {
    AWSControlTowerAdmin = {
      service = "controltower.amazonaws.com"
      managed = "AWSControlTowerServiceRolePolicy"
      allow   = { Sid = "Zones", Action = "ec2:DescribeAvailabilityZones", Resource = "*" }
    }
    AWSControlTowerCloudTrailRole = {
      service = "cloudtrail.amazonaws.com"
      managed = "AWSControlTowerCloudTrailRolePolicy"
      allow   = null
    }
    AWSControlTowerConfigAggregatorRoleForOrganizations = {
      service = "config.amazonaws.com"
      managed = "AWSConfigRoleForOrganizations"
      allow   = null
    }
    AWSControlTowerStackSetRole = {
      service = "cloudformation.amazonaws.com"
      managed = null
      allow   = { Sid = "EnterAccounts", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/AWSControlTowerExecution" }
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name = each.key
  path = "/service-role/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = each.value.service }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for name, role in local.roles : name => role.managed if role.managed != null }

  role       = aws_iam_role.this[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/${each.value}"
}

resource "aws_iam_role_policy" "this" {
  for_each = { for name, role in local.roles : name => role.allow if role.allow != null }

  name = each.key
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge({ Effect = "Allow" }, each.value)]
  })
}

locals {
  account = data.aws_caller_identity.this.account_id
}

# Control Tower takes a key of one region only, and only with these two statements:
# https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html
resource "aws_kms_key" "logs" {
  description         = "Trail and Config records of the organisation"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountByIam"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Config"
        Effect    = "Allow"
        Principal = { Service = "config.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
      },
      {
        Sid       = "Trail"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["kms:GenerateDataKey*", "kms:Decrypt"]
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:${var.home_region}:${local.account}:trail/aws-controltower-BaselineCloudTrail" }
          StringLike   = { "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:aws:cloudtrail:*:${local.account}:trail/*" }
        }
      },
    ]
  })

  lifecycle {
    prevent_destroy = true # without it ten years of records cannot be read
  }
}

resource "aws_kms_alias" "logs" {
  name          = "alias/meddevo/control-tower"
  target_key_id = aws_kms_key.logs.key_id
}
