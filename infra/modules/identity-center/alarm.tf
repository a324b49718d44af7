# One rule and one topic in each region, since EventBridge sees the calls of its own region only. Sign-ins of users are recorded in us-east-1.
locals {
  watched = setunion(var.alarm_regions, ["us-east-1"])
}

resource "aws_cloudwatch_event_rule" "breakglass" {
  for_each = local.watched

  region      = each.key
  name        = "breakglass-used"
  description = "A break-glass user or the root of this account did something"
  state       = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" # AssumeRole only reads, and those events are left out otherwise

  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail"]
    detail = {
      userIdentity = {
        "$or" = [
          { type = ["Root"] },
          { arn = [{ prefix = "arn:aws:iam::${local.account}:user/breakglass/" }] },
        ]
      }
    }
  })
}

resource "aws_sns_topic" "breakglass" {
  for_each = local.watched

  region = each.key
  name   = "breakglass-used"
}

resource "aws_sns_topic_policy" "breakglass" {
  for_each = local.watched

  region = each.key
  arn    = aws_sns_topic.breakglass[each.key].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Events"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.breakglass[each.key].arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.breakglass[each.key].arn } }
    }]
  })
}

resource "aws_cloudwatch_event_target" "breakglass" {
  for_each = local.watched

  region = each.key
  rule   = aws_cloudwatch_event_rule.breakglass[each.key].name
  arn    = aws_sns_topic.breakglass[each.key].arn

  input_transformer {
    input_paths = {
      who   = "$.detail.userIdentity.arn"
      what  = "$.detail.eventName"
      where = "$.detail.awsRegion"
      when  = "$.detail.eventTime"
      from  = "$.detail.sourceIPAddress"
    }
    input_template = "\"<who> did <what> in <where> at <when> from <from>. If nobody has told you why, call the platform team now: docs/runbooks/break-glass.md.\""
  }
}

resource "aws_sns_topic_subscription" "breakglass" {
  for_each = { for pair in setproduct(local.watched, var.alarm_emails) : "${pair[0]}:${pair[1]}" => { region = pair[0], email = pair[1] } }

  region    = each.value.region
  topic_arn = aws_sns_topic.breakglass[each.value.region].arn
  protocol  = "email"
  endpoint  = each.value.email
}
