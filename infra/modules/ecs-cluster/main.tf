# The cluster, its key and the account's defaults for ECS. What runs in it belongs to the operator.
resource "aws_cloudwatch_log_group" "exec" {
  name              = "/ecs-exec/${var.environment}" # not below /ecs/<environment>/, which is the operator's
  kms_key_id        = aws_kms_key.this.arn
  retention_in_days = var.log_retention_days
}

resource "aws_ecs_cluster" "this" {
  name = var.environment

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.this.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.exec.name
      }
    }

    managed_storage_configuration {
      fargate_ephemeral_storage_kms_key_id = aws_kms_key.this.arn
    }
  }
}

# Both kinds that an app's spec may name. There is no default strategy: the operator always says which one a service takes.
resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
resource "aws_ecs_account_setting_default" "this" {
  for_each = {
    containerInsights               = "enhanced"
    defaultLogDriverMode            = "non-blocking" # a full log buffer must not stop an app
    fargateTaskRetirementWaitPeriod = "7"            # days between AWS's notice and the replacement of a task
    tagResourceAuthorization        = "on"           # tags at creation are permissions of their own; the operator's policies count on it
  }

  name  = each.key
  value = each.value
}
