# What the operator may do in an environment. actions.json, written by the drivers' tests, says what it calls; the statements say on what.
# Which condition an action knows: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
locals {
  ecs     = "arn:aws:ecs:${local.region}:${local.account_id}"
  elb     = "arn:aws:elasticloadbalancing:${local.region}:${local.account_id}"
  ec2     = "arn:aws:ec2:${local.region}:${local.account_id}"
  family  = "${local.ecs}:task-definition/meddevo-${var.name}-*:*"
  service = "${local.ecs}:service/${try(var.environment.cluster_name, "")}/*"
  cluster = "${local.ecs}:cluster/${try(var.environment.cluster_name, "")}"

  # What is made must say whose it is, and only what says so may be changed: com.meddevo.aws.tags.Ownership.
  tagged   = { "aws:RequestTag/ManagedBy" = "meddevo-operator", "aws:RequestTag/meddevo:environment" = var.name }
  ours     = { "aws:ResourceTag/ManagedBy" = "meddevo-operator", "aws:ResourceTag/meddevo:environment" = var.name }
  untagged = { "aws:ResourceTag/meddevo:environment" = "true" }

  environment_services = {
    ecs = concat([
      # Whoever cleans up images must know what every cluster of the account runs.
      {
        Sid    = "Read"
        Effect = "Allow"
        Action = [
          "ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions", "ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:DescribeTasks",
          "ecs:ListClusters", "ecs:ListServiceDeployments", "ecs:ListServices", "ecs:ListTaskDefinitions", "ecs:ListTasks",
        ]
        Resource = "*"
      },
      {
        Sid       = "RegisterForFargateOnly"
        Effect    = "Allow"
        Action    = "ecs:RegisterTaskDefinition"
        Resource  = local.family
        Condition = { StringEquals = local.tagged, "ForAllValues:StringEquals" = { "ecs:compute-compatibility" = "FARGATE" }, Null = { "ecs:compute-compatibility" = "false" } }
      },
      # AWS knows neither a resource nor a condition here; the driver looks at tags and uses before.
      { Sid = "Deregister", Effect = "Allow", Action = "ecs:DeregisterTaskDefinition", Resource = "*" },
      {
        Sid       = "Create"
        Effect    = "Allow"
        Action    = "ecs:CreateService"
        Resource  = local.service
        Condition = { StringEquals = local.tagged, ArnEquals = { "ecs:cluster" = local.cluster }, ArnLike = { "ecs:task-definition" = local.family } }
      },
      {
        Sid       = "UpdateOurs"
        Effect    = "Allow"
        Action    = "ecs:UpdateService"
        Resource  = local.service
        Condition = { StringEquals = local.ours, ArnEquals = { "ecs:cluster" = local.cluster }, ArnLikeIfExists = { "ecs:task-definition" = local.family } }
      },
      {
        Sid       = "DeleteOurs"
        Effect    = "Allow"
        Action    = "ecs:DeleteService"
        Resource  = local.service
        Condition = { StringEquals = local.ours, ArnEquals = { "ecs:cluster" = local.cluster } }
      },
      {
        Sid       = "TagAtCreation"
        Effect    = "Allow"
        Action    = "ecs:TagResource"
        Resource  = [local.service, local.family]
        Condition = { StringEquals = merge(local.tagged, { "ecs:CreateAction" = ["CreateService", "RegisterTaskDefinition"] }) }
      },
      # The one tag that changes later remembers what ECS rolled back.
      {
        Sid       = "RememberRejections"
        Effect    = "Allow"
        Action    = ["ecs:TagResource", "ecs:UntagResource"]
        Resource  = local.service
        Condition = { StringEquals = local.ours, "ForAllValues:StringEquals" = { "aws:TagKeys" = ["meddevo:rejected"] } }
      },
      {
        Sid       = "PassRolesOfTasks"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:aws:iam::${local.account_id}:role/meddevo/${var.name}/*"
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Sid       = "PassTheRoleThatMovesTraffic"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = local.infrastructure_role_arn
        Condition = { StringEquals = { "iam:PassedToService" = "ecs.amazonaws.com" } }
      },
      ], !try(var.environment.adopt, false) ? [] : [
      { Sid = "Adopt", Effect = "Allow", Action = "ecs:TagResource", Resource = local.service, Condition = { StringEquals = local.tagged, Null = local.untagged } },
    ])
  }

  environment_policies = var.environment == null ? {} : {
    for topic, statements in merge(local.environment_services, local.environment_traffic, local.environment_upkeep) : topic => jsonencode({ Version = "2012-10-17", Statement = statements })
  }
}
