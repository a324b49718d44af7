# Who is told that nobody leads, whether Prometheus is there or not: a leader renews its lease every few seconds, and the audit log has each renewal.
resource "aws_cloudwatch_log_metric_filter" "renewals" {
  for_each = var.service_accounts

  name           = "${each.value.name}-renewals"
  log_group_name = aws_cloudwatch_log_group.this.name
  # The lease bears the name of the service account, as the chart names both.
  pattern = "{ ($.verb = \"patch\" || $.verb = \"update\") && $.objectRef.resource = \"leases\" && $.objectRef.namespace = \"${each.value.namespace}\" && $.objectRef.name = \"${each.value.name}\" && $.responseStatus.code = 200 }"

  metric_transformation {
    namespace = "Meddevo/Operator"
    name      = "${each.value.name}-renewals"
    value     = "1"
  }
}

# Named as the operator's own alert and its runbook are.
resource "aws_cloudwatch_metric_alarm" "down" {
  for_each = var.service_accounts

  alarm_name          = "MeddevoOperatorDown-${each.key}"
  alarm_description   = "No replica of ${each.value.name} has renewed its lease for five minutes. Services run on, but nothing is applied, healed or told: ${var.runbooks_url}/operator-down.md#meddevooperatordown"
  namespace           = aws_cloudwatch_log_metric_filter.renewals[each.key].metric_transformation[0].namespace
  metric_name         = aws_cloudwatch_log_metric_filter.renewals[each.key].metric_transformation[0].name
  statistic           = "Sum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "breaching" # no cluster renews nothing
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Alarms"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}
