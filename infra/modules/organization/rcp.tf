# Resource control policies ask the other way round: not what our people may do, but who may touch what is ours.
# After https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
locals {
  perimeter_data = ["kms:*", "s3:*", "secretsmanager:*", "sqs:*"]

  perimeter_rcp = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyForeignersData"
        Effect    = "Deny"
        Principal = "*"
        Action    = local.perimeter_data
        Resource  = "*"
        Condition = {
          StringNotEqualsIfExists = { "aws:PrincipalOrgID" = var.organization_id }
          BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
      {
        # Only AssumeRole, and only here the vendors: what they may do then, their role says. AssumeRoleWithWebIdentity is left out,
        # for GitLab's tokens belong to no organisation, and the pipeline would lock itself out.
        Sid       = "DenyForeignersRoles"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sts:AssumeRole"
        Resource  = "*"
        Condition = {
          StringNotEqualsIfExists = merge({ "aws:PrincipalOrgID" = var.organization_id }, length(var.vendor_accounts) == 0 ? {} : { "aws:PrincipalAccount" = sort(values(var.vendor_accounts)) })
          BoolIfExists            = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
      {
        # A service of AWS may act here for an account of ours, never for somebody else's (the confused deputy).
        Sid       = "DenyServicesForForeigners"
        Effect    = "Deny"
        Principal = "*"
        Action    = local.perimeter_data
        Resource  = "*"
        Condition = {
          StringNotEqualsIfExists = { "aws:SourceOrgID" = var.organization_id }
          Null                    = { "aws:SourceAccount" = "false" }
          Bool                    = { "aws:PrincipalIsAWSService" = "true" }
        }
      },
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = concat(local.perimeter_data, ["sts:*"])
        Resource  = "*"
        Condition = { BoolIfExists = { "aws:SecureTransport" = "false" } }
      },
    ]
  }
}
