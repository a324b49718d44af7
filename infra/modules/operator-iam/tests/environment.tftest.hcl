mock_provider "aws" {
  override_during = plan
  mock_resource "aws_iam_role" {}
  mock_resource "aws_iam_policy" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  name                   = "develop"
  operator_principal_arn = "arn:aws:iam::444444444444:role/operator/meddevo-operator-develop"
  external_id            = "develop-7d1f"
  organization_id        = "o-meddevo0001"
  environment = {
    cluster_name        = "develop"
    vpc_id              = "vpc-0123"
    load_balancer_names = ["develop-internal"]
    namespace_arn       = "arn:aws:servicediscovery:eu-central-1:555555555555:namespace/ns-0123"
    namespace_zone_id   = "Z0NAMESPACE"
    zone_id             = "Z0APPS"
    file_system_arn     = "arn:aws:elasticfilesystem:eu-central-1:555555555555:file-system/fs-0123"
    registry            = { accountId = "444444444444", region = "eu-central-1", prefix = "meddevo/" }
  }
}

run "allows_exactly_what_the_drivers_call" {
  command = plan

  assert {
    condition = toset(flatten([
      for policy in values(output.policies) : [for statement in jsondecode(policy).Statement : statement.Action if statement.Effect == "Allow"]
    ])) == toset(jsondecode(file("actions.json")).environment)
    error_message = "The policies must allow exactly the actions of actions.json, which the drivers' tests write: ${join(", ", setunion(
      setsubtract(jsondecode(file("actions.json")).environment, flatten([for policy in values(output.policies) : [for statement in jsondecode(policy).Statement : statement.Action if statement.Effect == "Allow"]])),
      setsubtract(flatten([for policy in values(output.policies) : [for statement in jsondecode(policy).Statement : statement.Action if statement.Effect == "Allow"]]), jsondecode(file("actions.json")).environment),
    ))}"
  }
  assert {
    condition     = alltrue([for policy in values(output.policies) : length(policy) <= 6144]) && length(output.policies) <= 10
    error_message = "IAM takes ten policies of 6,144 characters."
  }
}

run "only_what_is_tagged_is_made_and_only_ours_is_changed" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for policy in values(output.policies) : [
        for statement in jsondecode(policy).Statement : try(statement.Condition.StringEquals["aws:RequestTag/meddevo:environment"] == "develop", false)
        if statement.Effect == "Allow" && length(setintersection(flatten([try(statement.Action, [])]), ["ecs:CreateService", "ecs:RegisterTaskDefinition", "elasticloadbalancing:CreateRule", "elasticloadbalancing:CreateTargetGroup", "elasticfilesystem:CreateAccessPoint", "logs:CreateLogGroup", "servicediscovery:CreateService"])) > 0
      ]
    ]))
    error_message = "What is made must be tagged as this environment's."
  }
  assert {
    condition = alltrue(flatten([
      for policy in values(output.policies) : [
        for statement in jsondecode(policy).Statement : try(statement.Condition.StringEquals["aws:ResourceTag/meddevo:environment"] == "develop", false)
        if statement.Effect == "Allow" && length(setintersection(flatten([try(statement.Action, [])]), ["ecs:UpdateService", "ecs:DeleteService", "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DeleteRule", "ec2:DeleteSecurityGroup", "elasticfilesystem:DeleteAccessPoint", "servicediscovery:DeleteService"])) > 0
      ]
    ]))
    error_message = "Only what is tagged as this environment's may be changed or deleted."
  }
  assert {
    condition = one([
      for statement in jsondecode(output.policies["balancing"]).Statement : statement.Condition.StringEquals["aws:ResourceTag/meddevo:operator"] if statement.Sid == "CreateRules"
    ]) == "rules"
    error_message = "Rules may be added only to listeners that are marked for it."
  }
  assert {
    condition = one([
      for statement in jsondecode(output.policies["names"]).Statement : [statement.Resource, statement.Condition["ForAllValues:StringEquals"]["route53:ChangeResourceRecordSetsRecordTypes"]] if statement.Sid == "ChangeRecords"
    ]) == ["arn:aws:route53:::hostedzone/Z0APPS", ["A", "TXT"]]
    error_message = "Records may be changed only in the environment's zone, and only aliases and their owners."
  }
  assert {
    condition     = !strcontains(join("", values(output.policies)), "\"Sid\":\"Adopt\"")
    error_message = "What nobody tagged must stay nobody's unless adopting was asked for."
  }
}

run "nobody_else_and_never_more" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role.operator.assume_role_policy).Statement : statement.Principal.AWS == var.operator_principal_arn])
    error_message = "Only the operator may assume the role."
  }
  assert {
    condition     = jsondecode(aws_iam_role.operator.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == "develop-7d1f" && jsondecode(aws_iam_role.operator.assume_role_policy).Statement[0].Condition.StringEquals["sts:RoleSessionName"] == "meddevo-operator-develop"
    error_message = "It must say the external id and its name."
  }
  assert {
    condition = length(setsubtract(
      ["ecs:ExecuteCommand", "ecs:RunTask", "iam:Create*", "secretsmanager:GetSecretValue", "logs:DeleteLogGroup"],
      flatten([for statement in jsondecode(output.policies["guard"]).Statement : try(statement.Action, []) if statement.Effect == "Deny"]),
    )) == 0
    error_message = "Getting into tasks, into secrets, at records and at more power must be denied whatever else is allowed."
  }
  assert {
    condition     = alltrue(flatten([for policy in values(output.policies) : [for statement in jsondecode(policy).Statement : !strcontains(join(" ", flatten([statement.Action])), "*") if statement.Effect == "Allow"]]))
    error_message = "No action may be allowed by a wildcard."
  }
}

run "who_keeps_the_registry_may_read_which_images_are_needed_and_no_more" {
  command = plan
  variables {
    image_reader_principal_arns = ["arn:aws:iam::444444444444:role/operator/meddevo-operator-production"]
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role.operator.assume_role_policy).Statement : statement.Condition.StringEquals["aws:RequestTag/meddevo:reads"] == "images"
      if statement.Principal.AWS != var.operator_principal_arn
    ])
    error_message = "Another release must not enter without the tag that makes it a reader."
  }
  assert {
    condition = [
      for statement in jsondecode(output.policies["guard"]).Statement : toset(statement.NotAction) if statement.Sid == "NeverMoreThanReadsForImages"
    ] == [toset(jsondecode(file("actions.json")).images)]
    error_message = "A reader must be denied everything but what it calls, which the operator's tests write into actions.json."
  }
}

run "refuses_a_reader_who_drives" {
  command = plan
  variables {
    image_reader_principal_arns = ["arn:aws:iam::444444444444:role/operator/meddevo-operator-develop"]
  }
  expect_failures = [var.image_reader_principal_arns]
}

run "roles_of_tasks_stay_below_the_boundary" {
  command = plan

  assert {
    condition     = alltrue([for role in aws_iam_role.task : role.path == "/meddevo/develop/" && role.permissions_boundary == aws_iam_policy.task_boundary["environment"].arn])
    error_message = "Roles of tasks must stand at the environment's path, under the boundary."
  }
  assert {
    condition     = alltrue([for action in flatten([for statement in jsondecode(aws_iam_policy.task_boundary["environment"].policy).Statement : statement.Action]) : !startswith(action, "iam:") && !startswith(action, "sts:") && !endswith(action, "*")])
    error_message = "No task may ever get at IAM or at another role."
  }
  assert {
    condition     = output.task_role_path == "/meddevo/develop/"
    error_message = "Apps must learn where their roles may stand."
  }
}

run "adopts_when_asked_to" {
  command = plan
  variables {
    environment = {
      cluster_name        = "develop"
      vpc_id              = "vpc-0123"
      load_balancer_names = ["develop-internal"]
      namespace_arn       = "arn:aws:servicediscovery:eu-central-1:555555555555:namespace/ns-0123"
      namespace_zone_id   = "Z0NAMESPACE"
      zone_id             = "Z0APPS"
      file_system_arn     = "arn:aws:elasticfilesystem:eu-central-1:555555555555:file-system/fs-0123"
      registry            = { accountId = "444444444444", region = "eu-central-1", prefix = "meddevo/" }
      adopt               = true
    }
  }

  assert {
    condition = alltrue([
      for topic in ["ecs", "balancing"] : one([for statement in jsondecode(output.policies[topic]).Statement : statement.Condition.Null["aws:ResourceTag/meddevo:environment"] if statement.Sid == "Adopt"]) == "true"
    ])
    error_message = "Only what carries no environment's tag may be adopted."
  }
}

run "refuses_both_or_neither" {
  command = plan
  variables {
    registry = { prefix = "meddevo/", kms_key_arn = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd" }
  }
  expect_failures = [var.environment]
}

run "refuses_a_whole_account_as_operator" {
  command = plan
  variables {
    operator_principal_arn = "arn:aws:iam::444444444444:root"
    external_id            = "x"
    name                   = "Develop"
  }
  expect_failures = [var.operator_principal_arn, var.external_id, var.name]
}
