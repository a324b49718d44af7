# A record is put once, under a name that nothing has: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
resource "aws_s3_bucket_policy" "this" {
  bucket     = aws_s3_bucket.this.id
  depends_on = [aws_s3_bucket_public_access_block.this]

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "WritersAdd"
        Effect    = "Allow"
        Principal = { AWS = sort(var.writer_role_arns) }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this.arn}/*"
      },
      {
        Sid       = "WritersAndReadersRead"
        Effect    = "Allow"
        Principal = { AWS = sort(setunion(var.writer_role_arns, var.reader_role_arns)) }
        Action    = ["s3:GetObject", "s3:GetObjectRetention"]
        Resource  = "${aws_s3_bucket.this.arn}/*"
      },
      {
        Sid       = "WritersAndReadersList"
        Effect    = "Allow"
        Principal = { AWS = sort(setunion(var.writer_role_arns, var.reader_role_arns)) }
        Action    = "s3:ListBucket"
        Resource  = aws_s3_bucket.this.arn
      },
      {
        Sid       = "NeverOverARecord"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.this.arn}/*"
        Condition = {
          Null = { "s3:if-none-match" = "true" }
          Bool = { "s3:ObjectCreationOperation" = "true" } # the parts of a large object come without the header
        }
      },
      {
        Sid       = "NeverLessThanTheLock"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectLegalHold", "s3:PutObjectRetention"]
        Resource  = "${aws_s3_bucket.this.arn}/*"
      },
      {
        Sid       = "OnlyThePipelineConfigures"
        Effect    = "Deny"
        Principal = "*"
        Action = [
          "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketObjectLockConfiguration", "s3:PutBucketPolicy", "s3:PutBucketVersioning",
          "s3:PutLifecycleConfiguration",
        ]
        Resource = aws_s3_bucket.this.arn
        Condition = { ArnNotLike = { "aws:PrincipalArn" = [
          "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/ci/tf-evidence-store-apply",
          "arn:aws:iam::${data.aws_caller_identity.this.account_id}:root", # as central root access reaches it, when a policy locked everybody out
        ] } }
      },
      {
        Sid       = "NeverOutsideTheOrganization"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = {
          StringNotEqualsIfExists = { "aws:PrincipalOrgID" = var.organization_id }
          BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
      {
        Sid       = "NeverWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
