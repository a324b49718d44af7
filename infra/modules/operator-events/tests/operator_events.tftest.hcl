mock_provider "aws" {
  override_during = plan
  mock_resource "aws_cloudwatch_event_rule" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
}

override_resource {
  target          = aws_sqs_queue.this
  override_during = plan
  values          = { arn = "arn:aws:sqs:eu-central-1:555555555555:meddevo-develop-events", url = "https://sqs.eu-central-1.amazonaws.com/555555555555/meddevo-develop-events" }
}

override_resource {
  target          = aws_sqs_queue.dead
  override_during = plan
  values          = { arn = "arn:aws:sqs:eu-central-1:555555555555:meddevo-develop-events-dead", url = "https://sqs.eu-central-1.amazonaws.com/555555555555/meddevo-develop-events-dead" }
}

variables {
  environment     = "develop"
  cluster_arn     = "arn:aws:ecs:eu-central-1:555555555555:cluster/develop"
  reader_role_arn = "arn:aws:iam::555555555555:role/operator/meddevo-develop"
}

run "changes_reach_the_queue" {
  command = plan

  assert {
    condition     = toset(keys(aws_cloudwatch_event_rule.this)) == toset(["ecs", "api"]) && alltrue([for target in aws_cloudwatch_event_target.this : target.arn == aws_sqs_queue.this.arn])
    error_message = "States and calls must reach the queue."
  }
  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.this : target.dead_letter_config[0].arn == aws_sqs_queue.dead.arn]) && jsondecode(aws_sqs_queue.this.redrive_policy).deadLetterTargetArn == aws_sqs_queue.dead.arn
    error_message = "What cannot be delivered or read must be kept for a person."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.this["ecs"].event_pattern)["$or"][1].resources[0].prefix == "arn:aws:ecs:eu-central-1:555555555555:service/develop/"
    error_message = "Other clusters' services are nobody's business."
  }
}

run "the_operators_own_calls_are_no_news" {
  command = plan

  assert {
    condition     = one(jsondecode(aws_cloudwatch_event_rule.this["api"].event_pattern).detail.userIdentity.arn).anything-but.wildcard == "arn:aws:sts::555555555555:assumed-role/meddevo-*/meddevo-operator-*"
    error_message = "An operator that wakes itself never sleeps."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.this["api"].event_pattern).detail.readOnly == [false]
    error_message = "Reading changes nothing."
  }
}

run "only_these_rules_write_and_only_the_operator_reads" {
  command = plan

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead.sqs_managed_sse_enabled
    error_message = "Queues must be encrypted."
  }
  assert {
    condition     = alltrue(flatten([for policy in aws_sqs_queue_policy.this : [for statement in jsondecode(policy.policy).Statement : length(statement.Condition.ArnEquals["aws:SourceArn"]) == 2 if statement.Sid == "FromTheseRules"]]))
    error_message = "EventBridge may write for these rules alone."
  }
  assert {
    condition     = [for statement in jsondecode(aws_sqs_queue_policy.this["events"].policy).Statement : statement.Principal.AWS if statement.Sid == "ToTheOperator"] == [var.reader_role_arn]
    error_message = "The operator must be able to read."
  }
  assert {
    condition     = alltrue([for policy in aws_sqs_queue_policy.this : contains([for statement in jsondecode(policy.policy).Statement : statement.Sid if statement.Effect == "Deny"], "NeverWithoutTls")])
    error_message = "Nobody may talk to a queue in the clear."
  }
}

run "pushes_in_a_registrys_account" {
  command = plan
  variables {
    sources     = ["ecr"]
    cluster_arn = null
  }

  assert {
    condition     = keys(aws_cloudwatch_event_rule.this) == ["ecr"] && jsondecode(aws_cloudwatch_event_rule.this["ecr"].event_pattern).detail.result == ["SUCCESS"]
    error_message = "A registry tells of its pushes alone."
  }
}

run "refuses_an_unknown_source" {
  command = plan
  variables {
    sources = ["s3"]
  }
  expect_failures = [var.sources]
}

run "refuses_names_where_arns_are_asked_for" {
  command = plan
  variables {
    cluster_arn     = "develop"
    reader_role_arn = "meddevo-develop"
  }
  expect_failures = [var.cluster_arn, var.reader_role_arn]
}
