# For the day when Entra ID or Identity Center is down: users of the management account, which no SCP reaches, who may do one thing: become role/breakglass, with a
# security key. Passwords and keys are set by hand in the console, so that no state ever holds them. Everything they do is told by mail.
data "aws_caller_identity" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
}

resource "aws_iam_user" "breakglass" {
  for_each = var.breakglass_people

  name          = "breakglass-${each.key}"
  path          = "/breakglass/"
  force_destroy = true # the password and the security key go with the user
}

resource "aws_iam_group" "breakglass" {
  name = "breakglass"
  path = "/breakglass/"
}

resource "aws_iam_group_membership" "breakglass" {
  name  = "breakglass"
  group = aws_iam_group.breakglass.name
  users = [for user in aws_iam_user.breakglass : user.name]
}

resource "aws_iam_group_policy" "breakglass" {
  name  = "breakglass"
  group = aws_iam_group.breakglass.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "BecomeBreakglass"
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Resource  = aws_iam_role.breakglass.arn
        Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      },
      {
        Sid      = "RegisterOwnSecurityKey"
        Effect   = "Allow"
        Action   = ["iam:ChangePassword", "iam:EnableMFADevice", "iam:GetUser", "iam:ListMFADevices"]
        Resource = "arn:aws:iam::${local.account}:user/breakglass/$${aws:username}"
      },
    ]
  })
}

resource "aws_iam_role" "breakglass" {
  name                 = "breakglass"
  description          = "Emergency administrator; from here AWSControlTowerExecution opens every member account"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = [for user in aws_iam_user.breakglass : user.arn] }
      Action    = "sts:AssumeRole"
      Condition = {
        Bool            = { "aws:MultiFactorAuthPresent" = "true" }
        NumericLessThan = { "aws:MultiFactorAuthAge" = "900" } # seconds: the key was touched just now
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "breakglass" {
  role       = aws_iam_role.breakglass.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
