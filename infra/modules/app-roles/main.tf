# A role for each app that must be told from the others: by the database, whose user is the role, or because it calls AWS. Other apps have the environment's common one (operator-iam).
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  policies   = { for app, policy in var.apps : app => policy if policy != null }
}

resource "aws_iam_role" "this" {
  for_each = var.apps

  name                 = each.key
  path                 = "/meddevo/${var.environment}/" # the operator passes roles of this path and no others
  description          = "Tasks of ${each.key} in ${var.environment}"
  permissions_boundary = var.boundary_arn

  # Only ECS, and only for tasks of this account: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:aws:ecs:${data.aws_region.this.region}:${local.account_id}:*" }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.policies

  name   = "app"
  role   = aws_iam_role.this[each.key].name
  policy = each.value
}
