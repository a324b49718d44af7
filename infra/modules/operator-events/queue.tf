resource "aws_sqs_queue" "this" {
  name                       = "meddevo-${var.environment}-events"
  message_retention_seconds  = 3600 # after an hour the slow sweep has read everything
  visibility_timeout_seconds = 60
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true # EventBridge writes to it without a key policy; names and states are all that a message holds

  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "dead" {
  name                      = "meddevo-${var.environment}-events-dead"
  message_retention_seconds = 1209600 # 14 days, for a person to look at
  sqs_managed_sse_enabled   = true
}

locals {
  queues  = { events = aws_sqs_queue.this, dead = aws_sqs_queue.dead }
  senders = [for rule in aws_cloudwatch_event_rule.this : rule.arn]
}

resource "aws_sqs_queue_policy" "this" {
  for_each = local.queues

  queue_url = each.value.url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid       = "FromTheseRules"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = each.value.arn
        Condition = { ArnEquals = { "aws:SourceArn" = local.senders } }
      },
      {
        Sid       = "NeverWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = each.value.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      ], each.key == "dead" ? [] : [
      {
        Sid       = "ToTheOperator"
        Effect    = "Allow"
        Principal = { AWS = var.reader_role_arn }
        Action    = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource  = each.value.arn
      },
    ])
  })
}

# A dead letter means that the operator cannot read what AWS sends; sweeps still work, only slower.
resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "meddevo-events-${var.environment}-dead"
  alarm_description   = "Events that nobody could read wait in ${aws_sqs_queue.dead.name}: drift is seen by sweeps alone until that is mended."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}
