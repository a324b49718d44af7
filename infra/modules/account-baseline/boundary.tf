# The wall that Identity Center hangs on the permission set Developer. It grants nothing beyond that set.
resource "aws_iam_policy" "developer" {
  name        = "developer"
  path        = "/boundary/"
  description = "What no developer may do, whatever the permission set says"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowWhatPoliciesGrant"
        Effect    = "Allow"
        NotAction = ["account:*", "iam:*", "organizations:*"]
        Resource  = "*"
      },
      {
        Sid      = "AllowLookingAtRoles"
        Effect   = "Allow"
        Action   = ["iam:Get*", "iam:List*"]
        Resource = "*"
      },
      {
        # Apps are the developers'; what all of them stand on is the platform's.
        Sid    = "DenyThePlatform"
        Effect = "Deny"
        Action = [
          "ec2:CreateRoute", "ec2:CreateVpc", "ec2:CreateVpcEndpoint", "ec2:DeleteVpc", "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint", "ec2:ReplaceRoute",
          "elasticfilesystem:DeleteFileSystem", "elasticfilesystem:PutFileSystemPolicy",
          "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion",
          "route53:ChangeResourceRecordSets", "route53:DeleteHostedZone",
        ]
        Resource = "*"
      },
      {
        Sid      = "DenyPlatformRoles"
        Effect   = "Deny"
        Action   = "sts:AssumeRole"
        Resource = ["arn:aws:iam::*:role/ci/*", "arn:aws:iam::*:role/operator/*"]
      },
    ]
  })
}
