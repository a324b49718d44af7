# How requests and names find an app in an environment: rules and target groups, security groups, names.
locals {
  balancers = sort(try(var.environment.load_balancer_names, []))
  listeners = [for name in local.balancers : "${local.elb}:listener/app/${name}/*/*"]
  rules     = [for name in local.balancers : "${local.elb}:listener-rule/app/${name}/*/*/*"]

  namespace    = try(var.environment.namespace_arn, "")
  map_services = "arn:aws:servicediscovery:${local.region}:${local.account_id}:service/*"
  zone         = "arn:aws:route53:::hostedzone/${try(var.environment.zone_id, "")}"

  environment_traffic = {
    balancing = concat([
      {
        Sid    = "Read"
        Effect = "Allow"
        Action = [
          "elasticloadbalancing:DescribeAccountLimits", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTags",
          "elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ]
        Resource = "*"
      },
      {
        Sid       = "CreateGroups"
        Effect    = "Allow"
        Action    = "elasticloadbalancing:CreateTargetGroup"
        Resource  = "${local.elb}:targetgroup/md-*/*"
        Condition = { StringEquals = local.tagged }
      },
      {
        Sid       = "ChangeOurGroups"
        Effect    = "Allow"
        Action    = ["elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:ModifyTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes"]
        Resource  = "${local.elb}:targetgroup/*/*"
        Condition = { StringEquals = local.ours }
      },
      # Only on listeners that Terraform marked.
      {
        Sid       = "CreateRules"
        Effect    = "Allow"
        Action    = "elasticloadbalancing:CreateRule"
        Resource  = local.listeners
        Condition = { StringEquals = merge(local.tagged, { "aws:ResourceTag/meddevo:operator" = "rules" }) }
      },
      {
        Sid       = "ChangeOurRules"
        Effect    = "Allow"
        Action    = ["elasticloadbalancing:DeleteRule", "elasticloadbalancing:ModifyRule"]
        Resource  = local.rules
        Condition = { StringEquals = local.ours }
      },
      { Sid = "MoveRules", Effect = "Allow", Action = "elasticloadbalancing:SetRulePriorities", Resource = local.rules }, # knows no condition
      {
        Sid       = "TagAtCreation"
        Effect    = "Allow"
        Action    = "elasticloadbalancing:AddTags"
        Resource  = concat(["${local.elb}:targetgroup/md-*/*"], local.rules)
        Condition = { StringEquals = merge(local.tagged, { "elasticloadbalancing:CreateAction" = ["CreateRule", "CreateTargetGroup"] }) }
      },
      ], !try(var.environment.adopt, false) ? [] : [
      {
        Sid       = "Adopt"
        Effect    = "Allow"
        Action    = "elasticloadbalancing:AddTags"
        Resource  = concat(["${local.elb}:targetgroup/*/*"], local.rules)
        Condition = { StringEquals = local.tagged, Null = local.untagged }
      },
    ])

    network = [
      { Sid = "Read", Effect = "Allow", Action = ["ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups"], Resource = "*" },
      {
        Sid       = "CreateGroups"
        Effect    = "Allow"
        Action    = "ec2:CreateSecurityGroup"
        Resource  = "${local.ec2}:security-group/*"
        Condition = { StringEquals = local.tagged }
      },
      { Sid = "InThisVpc", Effect = "Allow", Action = "ec2:CreateSecurityGroup", Resource = "${local.ec2}:vpc/${try(var.environment.vpc_id, "")}" },
      {
        Sid       = "ChangeOurGroups"
        Effect    = "Allow"
        Resource  = "${local.ec2}:security-group/*"
        Condition = { StringEquals = local.ours }
        Action = [
          "ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup", "ec2:ModifySecurityGroupRules",
          "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress",
        ]
      },
      # The group decides; the rule that lets a group out again, as a new one does, is made without tags.
      {
        Sid      = "RulesOfOurGroups"
        Effect   = "Allow"
        Action   = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"]
        Resource = "${local.ec2}:security-group-rule/*"
      },
      {
        Sid       = "ChangeOurRules"
        Effect    = "Allow"
        Action    = "ec2:ModifySecurityGroupRules"
        Resource  = "${local.ec2}:security-group-rule/*"
        Condition = { StringEquals = local.ours }
      },
      { Sid = "NamePrefixLists", Effect = "Allow", Action = "ec2:ModifySecurityGroupRules", Resource = "arn:aws:ec2:${local.region}:*:prefix-list/*" },
      {
        Sid       = "TagAtCreation"
        Effect    = "Allow"
        Action    = "ec2:CreateTags"
        Resource  = ["${local.ec2}:security-group/*", "${local.ec2}:security-group-rule/*"]
        Condition = { StringEquals = merge(local.tagged, { "ec2:CreateAction" = ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateSecurityGroup"] }) }
      },
    ]

    names = [
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = ["servicediscovery:GetOperation", "servicediscovery:GetService", "servicediscovery:ListServices", "servicediscovery:ListTagsForResource"]
        Resource = "*"
      },
      {
        Sid       = "CreateServices"
        Effect    = "Allow"
        Action    = "servicediscovery:CreateService"
        Resource  = [local.namespace, local.map_services]
        Condition = { StringEquals = local.tagged }
      },
      { Sid = "TagServices", Effect = "Allow", Action = "servicediscovery:TagResource", Resource = "*", Condition = { StringEquals = local.tagged } }, # knows no resource
      {
        Sid       = "ChangeOurServices"
        Effect    = "Allow"
        Action    = ["servicediscovery:DeleteService", "servicediscovery:UpdateService"]
        Resource  = local.map_services
        Condition = { StringEquals = local.ours }
      },
      # Cloud Map changes its records with the permissions of whoever calls it: https://docs.aws.amazon.com/cloud-map/latest/dg/security-iam.html
      {
        Sid       = "RecordsByCloudMap"
        Effect    = "Allow"
        Action    = ["route53:ChangeResourceRecordSets", "route53:GetHostedZone"]
        Resource  = "arn:aws:route53:::hostedzone/${try(var.environment.namespace_zone_id, "")}"
        Condition = { "ForAnyValue:StringEquals" = { "aws:CalledVia" = "servicediscovery.amazonaws.com" } }
      },
      { Sid = "ReadRecords", Effect = "Allow", Action = "route53:ListResourceRecordSets", Resource = local.zone },
      # An alias, and the TXT record that says whose it is; mail and delegation are nobody's business.
      {
        Sid       = "ChangeRecords"
        Effect    = "Allow"
        Action    = "route53:ChangeResourceRecordSets"
        Resource  = local.zone
        Condition = { "ForAllValues:StringEquals" = { "route53:ChangeResourceRecordSetsRecordTypes" = ["A", "TXT"] } }
      },
    ]
  }
}
