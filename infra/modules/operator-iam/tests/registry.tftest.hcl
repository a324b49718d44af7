mock_provider "aws" {
  override_during = plan
  mock_resource "aws_iam_role" {}
  mock_resource "aws_iam_policy" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444444444444" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  name                   = "platform"
  operator_principal_arn = "arn:aws:iam::444444444444:role/operator/meddevo-operator-production"
  external_id            = "platform-3e1a"
  organization_id        = "o-meddevo0001"
  registry               = { prefix = "meddevo/", kms_key_arn = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd" }
}

run "allows_exactly_what_the_drivers_call" {
  command = plan

  assert {
    condition = toset(flatten([
      for policy in values(output.policies) : [for statement in jsondecode(policy).Statement : statement.Action if statement.Effect == "Allow"]
    ])) == toset(jsondecode(file("actions.json")).registry)
    error_message = "The policies must allow exactly the actions of actions.json, which the drivers' tests write."
  }
}

run "only_in_its_own_repositories" {
  command = plan

  assert {
    condition = alltrue([
      for statement in jsondecode(output.policies["repositories"]).Statement :
      statement.Resource == "arn:aws:ecr:eu-central-1:444444444444:repository/meddevo/*" if statement.Effect == "Allow" && !contains(["List", "GrantEcrTheKey", "DescribeTheKey"], statement.Sid)
    ])
    error_message = "Nothing outside the prefix may be read or changed."
  }
  assert {
    condition = alltrue([
      for statement in jsondecode(output.policies["repositories"]).Statement :
      statement.Condition.StringEqualsIfExists["aws:ResourceTag/meddevo:registry"] == "platform" if contains(["Tag", "Configure", "CleanUp"], statement.Sid)
    ])
    error_message = "A repository that another registry looks after must be left alone."
  }
  assert {
    condition     = contains(flatten([for statement in jsondecode(output.policies["guard"]).Statement : statement.Action]), "ecr:DeleteRepository")
    error_message = "A whole repository must never go: it holds what was released."
  }
}

run "has_a_name_of_its_own_and_no_tasks" {
  command = plan

  assert {
    condition     = aws_iam_role.operator.name == "meddevo-registry-platform" && jsondecode(aws_iam_role.operator.assume_role_policy).Statement[0].Condition.StringEquals["sts:RoleSessionName"] == "meddevo-operator-registry-platform"
    error_message = "The role must know the session that the operator takes for a registry."
  }
  assert {
    condition     = output.roles == null && output.task_boundary_arn == null && length(aws_iam_role.task) == 0
    error_message = "There are no tasks in a registry."
  }
}

run "refuses_a_prefix_that_means_everything" {
  command = plan
  variables {
    registry = { prefix = "", kms_key_arn = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd" }
  }
  expect_failures = [var.registry]
}
