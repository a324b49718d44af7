# How a repository begins that a push or a pull through the cache creates.
locals {
  pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"]
  ask  = ["ecr:DescribeRepositories"] # the operator, whether a tag may move
  push = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]

  let_pull = {
    Sid       = "MeddevoPull"
    Effect    = "Allow"
    Principal = { AWS = local.pullers }
    Action    = sort(concat(local.pull, local.ask))
  }
  let_push = {
    Sid       = "MeddevoPush"
    Effect    = "Allow"
    Principal = { AWS = sort(var.push_role_arns) }
    Action    = sort(concat(local.pull, local.push))
  }

  # No rule of time knows what runs: a task that is started anew by its digest would not find its image any more. So this is for registries nobody watches.
  lifecycle_policy = var.expire_untagged_after_days == null ? null : jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Untagged images, whatever runs them"
      action       = { type = "expire" }
      selection = {
        tagStatus   = "untagged"
        countType   = "sinceImagePushed"
        countUnit   = "days"
        countNumber = var.expire_untagged_after_days
      }
    }]
  })
}

# Statements have the names and actions that the operator gives them, so that it finds nothing to change but the accounts that it knows better.
resource "aws_ecr_repository_creation_template" "own" {
  prefix               = trimsuffix(var.prefix, "/")
  description          = "Repositories of our own, until the operator has seen them"
  applied_for          = ["CREATE_ON_PUSH"]
  custom_role_arn      = aws_iam_role.creation.arn
  image_tag_mutability = length(var.moving_tags) == 0 ? "IMMUTABLE" : "IMMUTABLE_WITH_EXCLUSION"
  lifecycle_policy     = local.lifecycle_policy
  repository_policy    = jsonencode({ Version = "2012-10-17", Statement = [local.let_pull, local.let_push] })

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = sort(var.moving_tags)
    content {
      filter      = image_tag_mutability_exclusion_filter.value
      filter_type = "WILDCARD"
    }
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.this.arn
  }
}

resource "aws_ecr_repository_creation_template" "cache" {
  for_each = var.upstreams

  prefix               = each.key
  description          = "Copies of ${each.value.url}"
  applied_for          = ["PULL_THROUGH_CACHE"]
  image_tag_mutability = "MUTABLE" # upstream decides what a tag means
  lifecycle_policy     = local.lifecycle_policy
  repository_policy    = jsonencode({ Version = "2012-10-17", Statement = [local.let_pull] })

  encryption_configuration {
    encryption_type = "AES256"
  }
}

# ECR takes a template with a key of one's own only with a role that may use it:
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-iam.html
resource "aws_iam_role" "creation" {
  name = "ecr-repository-creation"
  path = "/integration/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecr.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "creation" {
  name = "create"
  role = aws_iam_role.creation.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Repositories"
        Effect   = "Allow"
        Action   = ["ecr:CreateRepository", "ecr:TagResource"]
        Resource = "arn:aws:ecr:${local.region}:${local.account_id}:repository/${var.prefix}*"
      },
      {
        Sid       = "TheirKey"
        Effect    = "Allow"
        Action    = ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"]
        Resource  = aws_kms_key.this.arn
        Condition = { StringEquals = { "kms:ViaService" = "ecr.${local.region}.amazonaws.com" } }
      },
    ]
  })
}
