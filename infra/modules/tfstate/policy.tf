# Who may what is decided by a tag of the role, StatePrefix, which module gitlab-oidc writes and an SCP keeps everybody else from writing.
# A pair of statements for each role would not do: forty units are beyond the 20 kB that a bucket policy may have.
locals {
  planning      = "arn:aws:iam::*:role/ci/tf-*-plan"
  applying      = "arn:aws:iam::*:role/ci/tf-*-apply"
  bootstrapping = "arn:aws:iam::${var.management_account_id}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_PlatformAdmin_*"

  own                = "${aws_s3_bucket.this.arn}/$${aws:PrincipalTag/StatePrefix}"
  in_org             = { "aws:PrincipalOrgID" = var.organization_id }
  through_the_bucket = merge(local.in_org, { "kms:ViaService" = "s3.${data.aws_region.this.region}.amazonaws.com" })
  whole              = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
  operators          = [local.planning, local.applying, local.bootstrapping]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = local.whole
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyForeigners"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = local.whole
        Condition = { StringNotEqualsIfExists = local.in_org }
      },
      {
        # Terraform empties a state and never deletes one; what is deleted is the lock.
        Sid         = "DenyDeletingStates"
        Effect      = "Deny"
        Principal   = "*"
        Action      = "s3:DeleteObject"
        NotResource = "${aws_s3_bucket.this.arn}/*.tflock"
      },
      {
        Sid       = "DenyForgettingVersions"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteObjectVersion", "s3:PutBucketVersioning"]
        Resource  = local.whole
        Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/ci/tf-tfstate-apply" } }
      },
      {
        Sid       = "ListToFindAState"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "s3:ListBucket"
        Resource  = aws_s3_bucket.this.arn
        Condition = { StringEquals = local.in_org, ArnLike = { "aws:PrincipalArn" = local.operators } }
      },
      {
        # A unit reads the outputs of those it depends on; the role's own policy names these.
        Sid       = "ReadStates"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.this.arn}/*"
        Condition = {
          StringEquals    = local.in_org
          StringNotEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.this.account_id } # here IAM alone decides, and this would widen it
          ArnLike         = { "aws:PrincipalArn" = local.operators }
        }
      },
      {
        Sid       = "LockOwn"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["s3:PutObject", "s3:DeleteObject"]
        Resource  = "${local.own}/*.tflock"
        Condition = { StringEquals = local.in_org, ArnLike = { "aws:PrincipalArn" = local.applying } }
      },
      {
        Sid       = "WriteOwn"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
        Resource  = "${local.own}/terraform.tfstate"
        Condition = { StringEquals = local.in_org, ArnLike = { "aws:PrincipalArn" = local.applying } }
      },
      {
        Sid       = "BootstrapAccounts"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["s3:PutObject", "s3:DeleteObject"]
        Resource  = ["${aws_s3_bucket.this.arn}/*/terraform.tfstate", "${aws_s3_bucket.this.arn}/*.tflock"]
        Condition = { StringEquals = local.in_org, ArnLike = { "aws:PrincipalArn" = local.bootstrapping } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}
