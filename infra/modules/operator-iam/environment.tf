# What the operator may do in an environment. actions.json, written by the drivers' tests, says what it calls; the statements say on what.
# Which condition an action knows: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
locals {
  ecs     = "arn:aws:ecs:${local.region}:${local.account_id}"
  elb     = "arn:aws:elasticloadbalancing:${local.region}:${local.account_id}"
  ec2     = "arn:aws:ec2:${local.region}:${local.account_id}"
  family  = "${local.ecs}:task-definition/meddevo-${var.name}-*:*"
  service = "${local.ecs}:service/${try(var.environment.cluster_name, "")}/*"
  cluster = "${local.ecs}:cluster/${try(var.environment.cluster_name, "")}"

  balancers = sort(try(var.environment.load_balancer_names, []))
  listeners = [for name in local.balancers : "${local.elb}:listener/app/${name}/*/*"]
  rules     = [for name in local.balancers : "${local.elb}:listener-rule/app/${name}/*/*/*"]

  # What is made must say whose it is, and only what says so may be changed: com.meddevo.aws.tags.Ownership.
  tagged   = { "aws:RequestTag/ManagedBy" = "meddevo-operator", "aws:RequestTag/meddevo:environment" = var.name }
  ours     = { "aws:ResourceTag/ManagedBy" = "meddevo-operator", "aws:ResourceTag/meddevo:environment" = var.name }
  untagged = { "aws:ResourceTag/meddevo:environment" = "true" }

  environment_statements = {
    ecs = concat([
      # Whoever cleans up images must know what every cluster of the account runs.
      { Sid = "Read", Effect = "Allow", Action = ["ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions", "ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:DescribeTasks", "ecs:ListClusters", "ecs:ListServiceDeployments", "ecs:ListServices", "ecs:ListTaskDefinitions", "ecs:ListTasks"], Resource = "*" },
      {
        Sid       = "RegisterForFargateOnly", Effect = "Allow", Action = "ecs:RegisterTaskDefinition", Resource = local.family
        Condition = { StringEquals = local.tagged, "ForAllValues:StringEquals" = { "ecs:compute-compatibility" = "FARGATE" }, Null = { "ecs:compute-compatibility" = "false" } }
      },
      # AWS knows neither a resource nor a condition here; the driver looks at tags and uses before.
      { Sid = "Deregister", Effect = "Allow", Action = "ecs:DeregisterTaskDefinition", Resource = "*" },
      {
        Sid       = "Create", Effect = "Allow", Action = "ecs:CreateService", Resource = local.service
        Condition = { StringEquals = local.tagged, ArnEquals = { "ecs:cluster" = local.cluster }, ArnLike = { "ecs:task-definition" = local.family } }
      },
      {
        Sid       = "UpdateOurs", Effect = "Allow", Action = "ecs:UpdateService", Resource = local.service
        Condition = { StringEquals = local.ours, ArnEquals = { "ecs:cluster" = local.cluster }, ArnLikeIfExists = { "ecs:task-definition" = local.family } }
      },
      { Sid = "DeleteOurs", Effect = "Allow", Action = "ecs:DeleteService", Resource = local.service, Condition = { StringEquals = local.ours, ArnEquals = { "ecs:cluster" = local.cluster } } },
      {
        Sid       = "TagAtCreation", Effect = "Allow", Action = "ecs:TagResource", Resource = [local.service, local.family]
        Condition = { StringEquals = merge(local.tagged, { "ecs:CreateAction" = ["CreateService", "RegisterTaskDefinition"] }) }
      },
      # The one tag that changes later remembers what ECS rolled back.
      {
        Sid       = "RememberRejections", Effect = "Allow", Action = ["ecs:TagResource", "ecs:UntagResource"], Resource = local.service
        Condition = { StringEquals = local.ours, "ForAllValues:StringEquals" = { "aws:TagKeys" = ["meddevo:rejected"] } }
      },
      { Sid = "PassRolesOfTasks", Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account_id}:role/meddevo/${var.name}/*", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
      { Sid = "PassTheRoleThatMovesTraffic", Effect = "Allow", Action = "iam:PassRole", Resource = local.infrastructure_role_arn, Condition = { StringEquals = { "iam:PassedToService" = "ecs.amazonaws.com" } } },
      ], !try(var.environment.adopt, false) ? [] : [
      { Sid = "Adopt", Effect = "Allow", Action = "ecs:TagResource", Resource = local.service, Condition = { StringEquals = local.tagged, Null = local.untagged } },
    ])

    balancing = concat([
      { Sid = "Read", Effect = "Allow", Action = ["elasticloadbalancing:DescribeAccountLimits", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTags", "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"], Resource = "*" },
      { Sid = "CreateGroups", Effect = "Allow", Action = "elasticloadbalancing:CreateTargetGroup", Resource = "${local.elb}:targetgroup/md-*/*", Condition = { StringEquals = local.tagged } },
      { Sid = "ChangeOurGroups", Effect = "Allow", Action = ["elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:ModifyTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes"], Resource = "${local.elb}:targetgroup/*/*", Condition = { StringEquals = local.ours } },
      # Only on listeners that Terraform marked.
      { Sid = "CreateRules", Effect = "Allow", Action = "elasticloadbalancing:CreateRule", Resource = local.listeners, Condition = { StringEquals = merge(local.tagged, { "aws:ResourceTag/meddevo:operator" = "rules" }) } },
      { Sid = "ChangeOurRules", Effect = "Allow", Action = ["elasticloadbalancing:DeleteRule", "elasticloadbalancing:ModifyRule"], Resource = local.rules, Condition = { StringEquals = local.ours } },
      { Sid = "MoveRules", Effect = "Allow", Action = "elasticloadbalancing:SetRulePriorities", Resource = local.rules }, # knows no condition
      {
        Sid       = "TagAtCreation", Effect = "Allow", Action = "elasticloadbalancing:AddTags", Resource = concat(["${local.elb}:targetgroup/md-*/*"], local.rules)
        Condition = { StringEquals = merge(local.tagged, { "elasticloadbalancing:CreateAction" = ["CreateRule", "CreateTargetGroup"] }) }
      },
      ], !try(var.environment.adopt, false) ? [] : [
      { Sid = "Adopt", Effect = "Allow", Action = "elasticloadbalancing:AddTags", Resource = concat(["${local.elb}:targetgroup/*/*"], local.rules), Condition = { StringEquals = local.tagged, Null = local.untagged } },
    ])

    network = [
      { Sid = "Read", Effect = "Allow", Action = ["ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups"], Resource = "*" },
      { Sid = "CreateGroups", Effect = "Allow", Action = "ec2:CreateSecurityGroup", Resource = "${local.ec2}:security-group/*", Condition = { StringEquals = local.tagged } },
      { Sid = "InThisVpc", Effect = "Allow", Action = "ec2:CreateSecurityGroup", Resource = "${local.ec2}:vpc/${try(var.environment.vpc_id, "")}" },
      {
        Sid    = "ChangeOurGroups", Effect = "Allow", Resource = "${local.ec2}:security-group/*", Condition = { StringEquals = local.ours }
        Action = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"]
      },
      # The group decides; the rule that lets a group out again, as a new one does, is made without tags.
      { Sid = "RulesOfOurGroups", Effect = "Allow", Action = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"], Resource = "${local.ec2}:security-group-rule/*" },
      { Sid = "ChangeOurRules", Effect = "Allow", Action = "ec2:ModifySecurityGroupRules", Resource = "${local.ec2}:security-group-rule/*", Condition = { StringEquals = local.ours } },
      { Sid = "NamePrefixLists", Effect = "Allow", Action = "ec2:ModifySecurityGroupRules", Resource = "arn:aws:ec2:${local.region}:*:prefix-list/*" },
      {
        Sid       = "TagAtCreation", Effect = "Allow", Action = "ec2:CreateTags", Resource = ["${local.ec2}:security-group/*", "${local.ec2}:security-group-rule/*"]
        Condition = { StringEquals = merge(local.tagged, { "ec2:CreateAction" = ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateSecurityGroup"] }) }
      },
    ]
  }

  environment_policies = var.environment == null ? {} : {
    for topic, statements in merge(local.environment_statements, local.environment_upkeep) : topic => jsonencode({ Version = "2012-10-17", Statement = statements })
  }
}
