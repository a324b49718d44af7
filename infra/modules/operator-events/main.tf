# Who changed what, within seconds: EventBridge rules into one queue. A message marks an app as worth a look and is nothing more, so one that is lost
# costs time and no truth.
data "aws_caller_identity" "this" {}

locals {
  # The operator's own calls are no news to it: they carry its session's name.
  not_by_the_operator = { arn = [{ anything-but = { wildcard = "arn:aws:sts::${data.aws_caller_identity.this.account_id}:assumed-role/meddevo-*/meddevo-operator-*" } }] }

  patterns = {
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html
    ecs = merge(
      {
        source      = ["aws.ecs"]
        detail-type = ["ECS Task State Change", "ECS Service Action", "ECS Deployment State Change"]
      },
      # Tasks name their cluster. Service and deployment events do not, but their resource's ARN does.
      var.cluster_arn == null ? {} : {
        "$or" = [
          { detail = { clusterArn = [var.cluster_arn] } },
          { resources = [{ prefix = "${replace(var.cluster_arn, ":cluster/", ":service/")}/" }] },
        ]
      },
    )
    # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html; needs a trail of management events, which Control Tower makes
    api = {
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource  = [for service in ["application-autoscaling", "ec2", "ecs", "elasticfilesystem", "elasticloadbalancing", "logs", "monitoring", "servicediscovery"] : "${service}.amazonaws.com"]
        readOnly     = [false]
        errorCode    = [{ exists = false }]
        userIdentity = local.not_by_the_operator
      }
    }
    # https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
    ecr = {
      source      = ["aws.ecr"]
      detail-type = ["ECR Image Action"]
      detail      = { action-type = ["PUSH", "DELETE"], result = ["SUCCESS"] }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = var.sources

  name          = "meddevo-${var.environment}-${each.key}"
  description   = "Wakes the operator of ${var.environment}: ${each.key}"
  event_pattern = jsonencode(local.patterns[each.key])
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = aws_cloudwatch_event_rule.this

  rule = each.value.name
  arn  = aws_sqs_queue.this.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }

  retry_policy {
    maximum_event_age_in_seconds = 300 # older than that, a sweep has seen it
    maximum_retry_attempts       = 10
  }
}
