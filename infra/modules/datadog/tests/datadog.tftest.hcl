mock_provider "aws" {
  override_during = plan
  mock_resource "aws_kinesis_firehose_delivery_stream" {}
  mock_resource "aws_secretsmanager_secret" {}
  mock_resource "aws_iam_role" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

mock_provider "datadog" {
  override_during = plan
}

override_resource {
  target          = datadog_integration_aws_account.this
  override_during = plan
  values          = { auth_config = { aws_auth_config_role = { external_id = "0c0ffee0" } } }
}

variables {
  environment                      = "develop"
  datadog_account_id               = "464622532012"
  kms_key_arn                      = "arn:aws:kms:eu-central-1:555555555555:key/1234abcd"
  failed_bucket_arn                = "arn:aws:s3:::meddevo-datadog-failed"
  recorded_sessions_log_group_name = "/ecs-exec/develop"
  notify                           = "@slack-meddevo-develop"
  runbooks_url                     = "https://gitlab.com/meddevo/meddevo/-/blob/master/docs/runbooks"
}

run "delivered_by_aws_itself" {
  command = plan

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.this["logs"].http_endpoint_configuration[0].url == "https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input" && aws_kinesis_firehose_delivery_stream.this["metrics"].http_endpoint_configuration[0].url == "https://awsmetrics-intake.datadoghq.eu/v1/input"
    error_message = "Logs and metrics must go to the EU's intakes."
  }
  assert {
    condition     = alltrue([for stream in aws_kinesis_firehose_delivery_stream.this : stream.server_side_encryption[0].key_type == "CUSTOMER_MANAGED_CMK" && stream.http_endpoint_configuration[0].s3_backup_mode == "FailedDataOnly"])
    error_message = "What waits must be encrypted, and what fails must be kept."
  }
  assert {
    condition     = strcontains(aws_cloudwatch_log_account_policy.this.selection_criteria, "/ecs-exec/develop")
    error_message = "Recorded sessions must stay in the account."
  }
}

run "no_key_in_the_state" {
  command = plan

  assert {
    condition     = alltrue([for stream in aws_kinesis_firehose_delivery_stream.this : stream.http_endpoint_configuration[0].secrets_manager_configuration[0].enabled && stream.http_endpoint_configuration[0].access_key == null])
    error_message = "Firehose must read the key itself."
  }
  assert {
    condition     = aws_secretsmanager_secret.api_key.name == "develop/datadog" && aws_secretsmanager_secret.api_key.kms_key_id == var.kms_key_arn
    error_message = "The key must stand where the execution role may read."
  }
}

run "datadog_reads_names_and_no_contents" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.datadog.assume_role_policy).Statement[0].Principal.AWS == "arn:aws:iam::464622532012:root" && jsondecode(aws_iam_role.datadog.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == "0c0ffee0"
    error_message = "Datadog's own account must say the id of our integration."
  }
  assert {
    condition     = alltrue([for action in jsondecode(aws_iam_role_policy.datadog.policy).Statement[0].Action : can(regex(":(Describe|List|Get(Resources|Tag))", action)) && !endswith(action, "*")])
    error_message = "It may read names and tags, each by an action that is named."
  }
  assert {
    condition     = alltrue([for monitor in datadog_monitor.this : endswith(monitor.message, "@slack-meddevo-develop") && strcontains(monitor.query, "env:develop")])
    error_message = "Monitors must watch this environment and call somebody."
  }
  assert {
    condition     = strcontains(datadog_monitor.this["unhealthy"].message, " https://gitlab.com/meddevo/meddevo/-/blob/master/docs/runbooks/apps-down.md#nobody-answers @")
    error_message = "A monitor must say where to read what to do."
  }
}

run "refuses_a_site_that_nobody_knows" {
  command = plan
  variables {
    site               = "datadoghq.example"
    datadog_account_id = "datadog"
    notify             = "slack-meddevo-develop"
    kms_key_arn        = "alias/meddevo"
    failed_bucket_arn  = "meddevo-datadog-failed"
  }
  expect_failures = [var.site, var.datadog_account_id, var.notify, var.kms_key_arn, var.failed_bucket_arn]
}
