data "aws_caller_identity" "this" {}

# Who mounts: a task role of this environment, over TLS, through an access point, never as root.
# https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html, https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
resource "aws_efs_file_system_policy" "this" {
  file_system_id = aws_efs_file_system.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TasksThroughAccessPoints"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = aws_efs_file_system.this.arn
        Condition = {
          Bool    = { "elasticfilesystem:AccessedViaMountTarget" = "true" }
          Null    = { "elasticfilesystem:AccessPointArn" = "false" }
          ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/meddevo/${var.environment}/*" }
        }
      },
      {
        Sid       = "NeverWithoutAccessPoint"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = aws_efs_file_system.this.arn
        Condition = { Null = { "elasticfilesystem:AccessPointArn" = "true" } }
      },
      {
        Sid       = "NeverAsRoot"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "elasticfilesystem:ClientRootAccess"
        Resource  = aws_efs_file_system.this.arn
      },
      {
        Sid       = "NeverWithoutTls"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "*"
        Resource  = aws_efs_file_system.this.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
