mock_provider "aws" {
  override_during = plan
  mock_resource "aws_iam_role" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  environment  = "develop"
  boundary_arn = "arn:aws:iam::555555555555:policy/boundary/meddevo-task"
  apps = {
    techdoc = null
    mailer  = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Receive\",\"Effect\":\"Allow\",\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"arn:aws:sqs:eu-central-1:555555555555:mails\"}]}"
  }
}

run "a_role_stands_where_the_operator_may_pass_it_from_and_under_the_boundary" {
  command = plan

  assert {
    condition     = alltrue([for role in aws_iam_role.this : role.path == "/meddevo/develop/" && role.permissions_boundary == var.boundary_arn])
    error_message = "The organisation refuses another place or no boundary."
  }
  assert {
    condition     = toset(keys(output.role_arns)) == toset(["techdoc", "mailer"]) && aws_iam_role.this["techdoc"].name == "techdoc"
    error_message = "A role is called as its app: specs and the database name it."
  }
}

run "only_tasks_of_this_account_take_it" {
  command = plan

  assert {
    condition = alltrue([for role in aws_iam_role.this : jsondecode(role.assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:ecs:eu-central-1:555555555555:*" }, StringEquals = { "aws:SourceAccount" = "555555555555" } }
    }]])
    error_message = "ECS alone, and not on behalf of another account."
  }
}

run "an_app_may_do_what_its_own_policy_says_and_one_without_nothing" {
  command = plan

  assert {
    condition     = keys(aws_iam_role_policy.this) == ["mailer"] && aws_iam_role_policy.this["mailer"].policy == var.apps["mailer"]
    error_message = "A role for the database alone needs no right in AWS."
  }
}

run "refuses_names_that_are_the_operator_s_and_what_is_no_policy" {
  command = plan
  variables {
    environment  = "Develop"
    apps         = { meddevo-develop-task = null, techdoc = "sqs:*" }
    boundary_arn = "arn:aws:iam::555555555555:policy/boundary/developer"
  }
  expect_failures = [var.environment, var.apps, var.boundary_arn]
}
