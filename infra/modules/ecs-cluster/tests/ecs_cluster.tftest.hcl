mock_provider "aws" {
  override_during = plan
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:555555555555:key/1234abcd" }
  }
}

variables {
  environment = "develop"
}

run "everything_is_encrypted_and_recorded" {
  command = plan

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].managed_storage_configuration[0].fargate_ephemeral_storage_kms_key_id == aws_kms_key.this.arn
    error_message = "The disks of tasks must be encrypted with the environment's key."
  }
  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].logging == "OVERRIDE" && aws_cloudwatch_log_group.exec.kms_key_id == aws_kms_key.this.arn
    error_message = "Sessions must be recorded, encrypted."
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "The key must rotate."
  }
  assert {
    condition = alltrue([
      for statement in jsondecode(aws_kms_key.this.policy).Statement : can(statement.Condition) if try(statement.Principal.Service, null) != null
    ])
    error_message = "A service may use the key for this cluster only."
  }
  assert {
    condition     = aws_ecs_account_setting_default.this["tagResourceAuthorization"].value == "on"
    error_message = "Without tag authorization the operator's policies cannot tell who may tag."
  }
}

run "apps_may_ask_for_spot" {
  command = plan

  assert {
    condition     = aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "A service can name only a provider that the cluster has."
  }
}

run "refuses_a_retention_that_logs_do_not_know" {
  command = plan
  variables {
    log_retention_days = 100
  }
  expect_failures = [var.log_retention_days]
}
