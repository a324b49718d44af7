data "aws_caller_identity" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
}

# The wall around every CI role, whatever its policy says one day: it makes no administrator, no key, no password and no other CI role, and it leaves this account only towards the states.
# Only tf-gitlab-oidc-apply writes CI roles, for it is this module; it applies from a protected branch after review by the owners of this folder.
resource "aws_iam_policy" "boundary" {
  name        = "ci"
  path        = "/boundary/"
  description = "What no CI role may do, whatever its policy says"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowWhatPoliciesGrant"
        Effect    = "Allow"
        NotAction = ["account:CloseAccount", "organizations:LeaveOrganization"]
        Resource  = "*"
      },
      {
        Sid      = "DenyCredentials"
        Effect   = "Deny"
        Action   = ["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"]
        Resource = "*"
      },
      {
        Sid       = "DenyAdministrators"
        Effect    = "Deny"
        Action    = "iam:AttachRolePolicy"
        Resource  = "*"
        Condition = { ArnLike = { "iam:PolicyARN" = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess", "arn:aws:iam::aws:policy/PowerUserAccess"] } }
      },
      {
        Sid    = "DenyOwnWalls"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy", "iam:CreatePolicyVersion", "iam:CreateRole", "iam:DeletePolicy", "iam:DeleteRole", "iam:DeleteRolePermissionsBoundary", "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:SetDefaultPolicyVersion", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy",
        ]
        Resource  = ["arn:aws:iam::${local.account}:role/ci/*", "arn:aws:iam::${local.account}:policy/boundary/ci"]
        Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::${local.account}:role/ci/tf-gitlab-oidc-apply" } }
      },
      {
        Sid         = "DenyOtherAccounts"
        Effect      = "Deny"
        Action      = "sts:AssumeRole"
        NotResource = "arn:aws:iam::${local.account}:role/*"
      },
    ]
  })
}
