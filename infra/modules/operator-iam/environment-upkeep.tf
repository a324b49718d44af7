# The rest of an environment: files, scaling, what is watched and logged, and what never happens.
locals {
  access_points = "arn:aws:elasticfilesystem:${local.region}:${local.account_id}:access-point/*"
  targets       = "arn:aws:application-autoscaling:${local.region}:${local.account_id}:scalable-target/*"
  alarms        = "arn:aws:cloudwatch:${local.region}:${local.account_id}:alarm:meddevo-${var.name}-*"
  log_groups    = "arn:aws:logs:${local.region}:${local.account_id}:log-group:/ecs/${var.name}/*"
  images        = try("arn:aws:ecr:${var.environment.registry.region}:${var.environment.registry.accountId}:repository/${var.environment.registry.prefix}*", "")

  environment_upkeep = {
    files = [
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:ListTagsForResource"]
        Resource = [try(var.environment.file_system_arn, ""), local.access_points]
      },
      {
        Sid       = "Create"
        Effect    = "Allow"
        Action    = "elasticfilesystem:CreateAccessPoint"
        Resource  = try(var.environment.file_system_arn, "")
        Condition = { StringEquals = local.tagged }
      },
      { Sid = "DeleteOurs", Effect = "Allow", Action = "elasticfilesystem:DeleteAccessPoint", Resource = local.access_points, Condition = { StringEquals = local.ours } },
      {
        Sid       = "TagAtCreation"
        Effect    = "Allow"
        Action    = "elasticfilesystem:TagResource"
        Resource  = local.access_points
        Condition = { StringEquals = merge(local.tagged, { "elasticfilesystem:CreateAction" = "CreateAccessPoint" }) }
      },
      {
        Sid       = "RestoreTagsOfOurs"
        Effect    = "Allow"
        Action    = "elasticfilesystem:TagResource"
        Resource  = local.access_points
        Condition = { StringEquals = merge(local.tagged, local.ours) }
      },
    ]

    watching = [
      {
        Sid    = "Read"
        Effect = "Allow"
        Action = [
          "application-autoscaling:DescribeScalableTargets", "application-autoscaling:DescribeScalingPolicies",
          "application-autoscaling:DescribeScheduledActions", "cloudwatch:DescribeAlarms", "logs:DescribeLogGroups", "secretsmanager:ListSecrets",
          "ssm:DescribeParameters", "tag:GetResources",
        ]
        Resource = "*"
      },
      {
        Sid      = "ScaleServicesOnly"
        Effect   = "Allow"
        Resource = local.targets
        Action = [
          "application-autoscaling:DeleteScalingPolicy", "application-autoscaling:DeleteScheduledAction",
          "application-autoscaling:DeregisterScalableTarget", "application-autoscaling:PutScalingPolicy", "application-autoscaling:PutScheduledAction",
          "application-autoscaling:RegisterScalableTarget",
        ]
        Condition = { StringEquals = { "application-autoscaling:service-namespace" = "ecs", "application-autoscaling:scalable-dimension" = "ecs:service:DesiredCount" } }
      },
      { Sid = "ReadTagsOfTargets", Effect = "Allow", Action = "application-autoscaling:ListTagsForResource", Resource = local.targets },
      { Sid = "TagTargets", Effect = "Allow", Action = "application-autoscaling:TagResource", Resource = local.targets, Condition = { StringEquals = local.tagged } },
      # Target tracking makes and deletes its alarms with the permissions of whoever calls it.
      {
        Sid      = "Alarms"
        Effect   = "Allow"
        Action   = ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"]
        Resource = [local.alarms, "arn:aws:cloudwatch:${local.region}:${local.account_id}:alarm:TargetTracking-service/${try(var.environment.cluster_name, "")}/*"]
      },
      { Sid = "ReadTagsOfAlarms", Effect = "Allow", Action = "cloudwatch:ListTagsForResource", Resource = local.alarms },
      { Sid = "TagAlarms", Effect = "Allow", Action = "cloudwatch:TagResource", Resource = local.alarms, Condition = { StringEquals = local.tagged } },
      { Sid = "CreateLogGroups", Effect = "Allow", Action = "logs:CreateLogGroup", Resource = local.log_groups, Condition = { StringEquals = local.tagged } },
      { Sid = "TagLogGroups", Effect = "Allow", Action = "logs:TagResource", Resource = local.log_groups, Condition = { StringEquals = local.tagged } },
      {
        Sid    = "LogGroups"
        Effect = "Allow"
        Action = [
          "logs:AssociateKmsKey", "logs:DescribeLogStreams", "logs:DisassociateKmsKey", "logs:GetLogEvents", "logs:ListTagsForResource",
          "logs:PutRetentionPolicy",
        ]
        Resource = local.log_groups
      },
      {
        Sid      = "VersionsOfSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:DescribeSecret"
        Resource = "arn:aws:secretsmanager:${local.region}:${local.account_id}:secret:${var.name}/*"
      },
      { Sid = "WhatTagsMean", Effect = "Allow", Action = ["ecr:BatchGetImage", "ecr:DescribeRepositories"], Resource = local.images },
    ]

    guard = [
      local.never_outside_the_organization,
      {
        Sid       = "NeverAPublicAddress"
        Effect    = "Deny"
        Action    = ["ecs:CreateService", "ecs:UpdateService"]
        Resource  = "*"
        Condition = { Bool = { "ecs:auto-assign-public-ip" = "true" } }
      },
      {
        Sid    = "NeverMoreThanReadsForImages"
        Effect = "Deny"
        NotAction = [
          "ecs:DescribeServiceRevisions", "ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:DescribeTasks", "ecs:ListClusters",
          "ecs:ListServiceDeployments", "ecs:ListServices", "ecs:ListTaskDefinitions", "ecs:ListTasks",
        ]
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalTag/meddevo:reads" = "images" } }
      },
      {
        Sid      = "NeverIntoTasks"
        Effect   = "Deny"
        Action   = ["ecs:DeleteCluster", "ecs:ExecuteCommand", "ecs:RunTask", "ecs:StartTask", "ecs:UpdateCluster", "ecs:UpdateClusterSettings"]
        Resource = "*"
      },
      {
        Sid      = "NeverMorePower"
        Effect   = "Deny"
        Action   = ["iam:Add*", "iam:Attach*", "iam:Create*", "iam:Delete*", "iam:Detach*", "iam:Put*", "iam:Update*", "organizations:*", "sts:AssumeRole"]
        Resource = "*"
      },
      {
        Sid      = "NeverContents"
        Effect   = "Deny"
        Action   = ["elasticfilesystem:Client*", "kms:Decrypt", "s3:GetObject", "secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue", "ssm:GetParameter*"]
        Resource = "*"
      },
      {
        Sid      = "NeverRecords"
        Effect   = "Deny"
        Action   = ["ecr:BatchDeleteImage", "elasticfilesystem:DeleteFileSystem", "logs:DeleteLogGroup", "logs:DeleteLogStream"]
        Resource = "*"
      },
    ]
  }
}
