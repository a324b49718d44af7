# Roles of tasks. Apps' own roles stand at the same path under the same boundary (module app-roles).
locals {
  task_path               = "/meddevo/${var.name}/"
  in_environment          = var.environment == null ? toset([]) : toset(["environment"])
  infrastructure_name     = "meddevo-${var.name}-infrastructure"
  infrastructure_role_arn = "arn:aws:iam::${local.account_id}:role/operator/${local.infrastructure_name}"

  task_roles = var.environment == null ? {} : {
    execution = "Starts tasks: pulls images, reads their secrets, writes their logs"
    task      = "Tasks of apps that name no role: files, and nothing else"
  }

  trust_ecs = { for service in ["ecs-tasks", "ecs"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "${service}.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = "${local.ecs}:*" }
        StringEquals = { "aws:SourceAccount" = local.account_id }
      }
    }]
  }) }
}

# The most that any task may ever do, whatever its role says. The organisation refuses a role at /meddevo/ without it.
resource "aws_iam_policy" "task_boundary" {
  for_each = local.in_environment

  name        = "meddevo-task"
  path        = "/boundary/"
  description = "The most that any task may do"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "WorkOnOurOwn"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer",
          "ecs:DescribeContainerInstances", "ecs:ListClusters", "ecs:ListContainerInstances", # Datadog's agent
          "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite",
          "firehose:PutRecordBatch",
          "kms:Decrypt", "kms:GenerateDataKey",
          "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents",
          "s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject",
          "secretsmanager:GetSecretValue",
          "servicediscovery:DiscoverInstances",
          "sns:Publish",
          "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage",
          "ssm:GetParameters",
          "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel", # ECS Exec
        ]
        Resource  = "*"
        Condition = { StringEqualsIfExists = { "aws:ResourceOrgID" = var.organization_id } }
      },
    ]
  })
}

resource "aws_iam_role" "task" {
  for_each = local.task_roles

  name                 = "meddevo-${var.name}-${each.key}"
  path                 = local.task_path
  description          = each.value
  permissions_boundary = aws_iam_policy.task_boundary["environment"].arn
  assume_role_policy   = local.trust_ecs["ecs-tasks"]
}

resource "aws_iam_role_policy" "execution" {
  for_each = local.in_environment

  name = "start"
  role = aws_iam_role.task["execution"].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Token", Effect = "Allow", Action = "ecr:GetAuthorizationToken", Resource = "*" },
      {
        Sid      = "Pull"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository", "ecr:GetDownloadUrlForLayer"] # two for the pull-through cache
        Resource = "arn:aws:ecr:${var.environment.registry.region}:${var.environment.registry.accountId}:repository/*"
      },
      { Sid = "Log", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = local.log_groups },
      { Sid = "Secrets", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "arn:aws:secretsmanager:${local.region}:${local.account_id}:secret:${var.name}/*" },
      { Sid = "Parameters", Effect = "Allow", Action = "ssm:GetParameters", Resource = "arn:aws:ssm:${local.region}:${local.account_id}:parameter/${var.name}/*" },
      {
        Sid       = "TheirKeys"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = "arn:aws:kms:${local.region}:${local.account_id}:key/*"
        Condition = { StringEquals = { "kms:ViaService" = ["secretsmanager.${local.region}.amazonaws.com", "ssm.${local.region}.amazonaws.com"] } }
      },
    ]
  })
}

# With this one ECS itself moves the load balancers' traffic: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
resource "aws_iam_role" "infrastructure" {
  for_each = local.in_environment

  name               = local.infrastructure_name
  path               = "/operator/"
  description        = "ECS, when it moves traffic between target groups"
  assume_role_policy = local.trust_ecs["ecs"]
}

resource "aws_iam_role_policy_attachment" "infrastructure" {
  for_each = local.in_environment

  role       = aws_iam_role.infrastructure[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"
}
