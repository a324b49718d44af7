# What the operator may do in a registry's account. A repository that a push created has no tags yet, so a condition asks for "ours or nobody's".
locals {
  repositories = try("arn:aws:ecr:${local.region}:${local.account_id}:repository/${var.registry.prefix}*", "")

  registry_tagged = { "aws:RequestTag/ManagedBy" = "meddevo-operator", "aws:RequestTag/meddevo:registry" = var.name }
  not_another_s   = { "aws:ResourceTag/meddevo:registry" = var.name }

  registry_statements = {
    repositories = [
      { Sid = "List", Effect = "Allow", Action = "ecr:DescribeRepositories", Resource = "arn:aws:ecr:${local.region}:${local.account_id}:repository/*" },
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetLifecyclePolicy", "ecr:GetRepositoryPolicy", "ecr:ListImages", "ecr:ListTagsForResource"]
        Resource = local.repositories
      },
      { Sid = "Create", Effect = "Allow", Action = "ecr:CreateRepository", Resource = local.repositories, Condition = { StringEquals = local.registry_tagged } },
      # https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
      {
        Sid       = "GrantEcrTheKey"
        Effect    = "Allow"
        Action    = "kms:CreateGrant"
        Resource  = try(var.registry.kms_key_arn, "")
        Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" }, StringEquals = { "kms:ViaService" = "ecr.${local.region}.amazonaws.com" } }
      },
      {
        Sid       = "DescribeTheKey"
        Effect    = "Allow"
        Action    = "kms:DescribeKey"
        Resource  = try(var.registry.kms_key_arn, "")
        Condition = { StringEquals = { "kms:ViaService" = "ecr.${local.region}.amazonaws.com" } }
      },
      {
        Sid       = "Tag"
        Effect    = "Allow"
        Action    = "ecr:TagResource"
        Resource  = local.repositories
        Condition = { StringEquals = local.registry_tagged, StringEqualsIfExists = local.not_another_s }
      },
      {
        Sid       = "Configure"
        Effect    = "Allow"
        Resource  = local.repositories
        Condition = { StringEqualsIfExists = local.not_another_s }
        Action    = ["ecr:DeleteLifecyclePolicy", "ecr:DeleteRepositoryPolicy", "ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability", "ecr:SetRepositoryPolicy"]
      },
      { Sid = "CleanUp", Effect = "Allow", Action = "ecr:BatchDeleteImage", Resource = local.repositories, Condition = { StringEqualsIfExists = local.not_another_s } },
    ]

    guard = [
      local.never_outside_the_organization,
      {
        Sid      = "NeverAWholeRepository"
        Effect   = "Deny"
        Action   = ["ecr:DeleteRegistryPolicy", "ecr:DeleteRepository", "ecr:PutLifecyclePolicy", "ecr:PutRegistryPolicy"]
        Resource = "*"
      },
      {
        Sid      = "NeverAnImageOfItsOwn"
        Effect   = "Deny"
        Action   = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]
        Resource = "*"
      },
      { Sid = "NeverMorePower", Effect = "Deny", Action = ["iam:*", "organizations:*", "sts:AssumeRole"], Resource = "*" },
    ]
  }

  registry_policies = var.registry == null ? {} : {
    for topic, statements in local.registry_statements : topic => jsonencode({ Version = "2012-10-17", Statement = statements })
  }
}
