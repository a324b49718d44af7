# Services of AWS deliver for accounts of the organisation; nobody deletes, not even who is administrator here.
locals {
  # The trail is the management account's alone, the others deliver from everywhere.
  for_whom = { for name, bucket in local.buckets : name => name == "trail" ? { "aws:SourceAccount" = var.management_account_id } : { "aws:SourceOrgID" = var.organization_id } }

  # https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#cross-account-delivery-s3
  by_role = {
    StringEquals = { "aws:PrincipalOrgID" = var.organization_id }
    ArnLike      = { "aws:PrincipalArn" = "arn:aws:iam::*:role/datadog-firehose-*" } # of module datadog
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [each.value.arn, "${each.value.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        # S3's own lifecycle is nobody and goes on.
        Sid       = "DenyDeleting"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"]
        Resource  = [each.value.arn, "${each.value.arn}/*"]
      },
      {
        Sid       = "DenyMovingTheWalls"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteBucketPolicy", "s3:PutBucketObjectLockConfiguration", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration"]
        Resource  = each.value.arn
        Condition = { ArnNotLike = { "aws:PrincipalArn" = ["arn:aws:iam::${local.account}:role/AWSControlTowerExecution", "arn:aws:iam::${local.account}:role/ci/tf-log-archive-apply"] } }
      },
      ], [
      for statement in [
        {
          Sid       = "Deliver"
          Effect    = "Allow"
          Principal = { Service = local.buckets[each.key].writer }
          Action    = "s3:PutObject"
          Resource  = "${each.value.arn}/*"
          Condition = { StringEquals = local.for_whom[each.key] }
        },
        {
          Sid       = "LookBeforeDelivering"
          Effect    = "Allow"
          Principal = { Service = local.buckets[each.key].writer }
          Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
          Resource  = each.value.arn
          Condition = { StringEquals = local.for_whom[each.key] }
        },
      ] : statement if local.buckets[each.key].writer != null
      ], [
      for statement in [
        {
          Sid       = "DeliverByRole"
          Effect    = "Allow"
          Principal = { AWS = "*" }
          Action    = ["s3:AbortMultipartUpload", "s3:PutObject"]
          Resource  = "${each.value.arn}/*"
          Condition = local.by_role
        },
        {
          Sid       = "LookBeforeDeliveringByRole"
          Effect    = "Allow"
          Principal = { AWS = "*" }
          Action    = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
          Resource  = each.value.arn
          Condition = local.by_role
        },
      ] : statement if local.buckets[each.key].writer == null
    ])
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_kms_key" "this" {
  description         = "Logs of the organisation"
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
        # Without the records' key the records are gone, so nobody throws it away.
        Sid       = "DenyThrowingAway"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = ["kms:DisableKey", "kms:ScheduleKeyDeletion"]
        Resource  = "*"
      },
      {
        Sid       = "NetworkLogs"
        Effect    = "Allow"
        Principal = { Service = local.buckets.network.writer }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = local.for_whom.network }
      },
      {
        Sid       = "Trail"
        Effect    = "Allow"
        Principal = { Service = local.buckets.trail.writer }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringLike = { "aws:SourceArn" = "arn:aws:cloudtrail:*:${var.management_account_id}:trail/*" } }
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/meddevo/logs"
  target_key_id = aws_kms_key.this.key_id
}
