# Beside the buckets that Control Tower makes in this account: flow and resolver logs, load balancers' logs, and the records of org-trail.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  region  = data.aws_region.this.region

  # Load balancers write with S3's own encryption or not at all:
  # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
  buckets = {
    network = { writer = "delivery.logs.amazonaws.com", with_key = true }
    lb      = { writer = "logdelivery.elasticloadbalancing.amazonaws.com", with_key = false }
    trail   = { writer = "cloudtrail.amazonaws.com", with_key = true }
    datadog = { writer = null, with_key = false } # what Datadog did not take: Firehose writes with a role of its account, and there is none for it here
  }
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets

  bucket              = "meddevo-logs-${each.key}-${local.account}"
  object_lock_enabled = each.key == "trail"

  lifecycle {
    prevent_destroy = true
  }
}

# Nobody shortens this, the root of the account and AWS' support included. Only the trail has it: of the deliverers only CloudTrail is documented to write into locked buckets.
resource "aws_s3_bucket_object_lock_configuration" "trail" {
  bucket = aws_s3_bucket.this["trail"].id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = var.lock_days
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id

  rule {
    bucket_key_enabled = local.buckets[each.key].with_key

    apply_server_side_encryption_by_default {
      sse_algorithm     = local.buckets[each.key].with_key ? "aws:kms" : "AES256"
      kms_master_key_id = local.buckets[each.key].with_key ? aws_kms_key.this.arn : null
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id

  rule {
    id     = "age"
    status = "Enabled"
    filter {}

    transition {
      days          = 90
      storage_class = "GLACIER_IR" # read at once, and a fifth of the price
    }
    expiration {
      days = var.retention_days
    }
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
