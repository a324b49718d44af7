# One key for all that the cluster writes: logs of its apps, recorded sessions, the disks of its tasks.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  region     = data.aws_region.this.region

  # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html
  of_this_cluster = {
    "kms:EncryptionContext:aws:ecs:clusterAccount" = local.account_id
    "kms:EncryptionContext:aws:ecs:clusterName"    = var.environment
  }
}

resource "aws_kms_key" "this" {
  description         = "ECS cluster ${var.environment}: logs, recorded sessions and disks of tasks"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountDecidesByIam"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"]
        Resource  = "*"
        Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = [
          "arn:aws:logs:${local.region}:${local.account_id}:log-group:/ecs/${var.environment}/*",
          "arn:aws:logs:${local.region}:${local.account_id}:log-group:/ecs-exec/${var.environment}",
        ] } }
      },
      {
        Sid       = "FargateMakesKeysOfDisks"
        Effect    = "Allow"
        Principal = { Service = "fargate.amazonaws.com" }
        Action    = "kms:GenerateDataKeyWithoutPlaintext"
        Resource  = "*"
        Condition = { StringEquals = local.of_this_cluster }
      },
      {
        Sid       = "FargateReadsDisks"
        Effect    = "Allow"
        Principal = { Service = "fargate.amazonaws.com" }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = {
          StringEquals                = local.of_this_cluster
          "ForAllValues:StringEquals" = { "kms:GrantOperations" = ["Decrypt"] }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/meddevo/${var.environment}/ecs"
  target_key_id = aws_kms_key.this.key_id
}
