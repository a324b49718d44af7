mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "666666666666" }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::666666666666:oidc-provider/gitlab.com" }
  }
  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::666666666666:policy/boundary/ci" }
  }
}

variables {
  project_path = "meddevo/meddevo"
  state = {
    bucket_arn  = "arn:aws:s3:::meddevo-tfstate"
    kms_key_arn = "arn:aws:kms:eu-central-1:444444444444:key/state"
  }
  stacks = {
    network = {
      branches     = ["master"]
      state_prefix = "production/eu-central-1/network"
      policy       = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Vpc\",\"Effect\":\"Allow\",\"Action\":\"ec2:CreateSubnet\",\"Resource\":\"arn:aws:ec2:eu-central-1:666666666666:*/*\"}]}"
    }
    efs = {
      branches         = ["develop", "master"]
      state_prefix     = "production/eu-central-1/efs"
      reads            = ["production/eu-central-1/network"]
      managed_policies = ["arn:aws:iam::aws:policy/AmazonElasticFileSystemFullAccess"]
    }
  }
  jobs = {
    app-push = {
      branches = ["develop", "master"]
      policy   = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Login\",\"Effect\":\"Allow\",\"Action\":\"ecr:GetAuthorizationToken\",\"Resource\":\"*\"}]}"
    }
  }
}

run "only_a_protected_branch_applies" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.this["tf-network-apply"].assume_role_policy).Statement[0].Condition.StringEquals["gitlab.com:sub"] == ["project_path:meddevo/meddevo:ref_type:branch:ref:master:ref_protected:true"]
    error_message = "The subject must be compared as a whole, the branch and its protection in it."
  }
  assert {
    condition     = alltrue([for name, role in aws_iam_role.this : !can(jsondecode(role.assume_role_policy).Statement[0].Condition.StringLike) if !endswith(name, "-plan")])
    error_message = "A role that changes anything is never given by a pattern."
  }
}

run "any_branch_of_our_project_plans_and_no_other_project_does" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.this["tf-network-plan"].assume_role_policy).Statement[0].Condition.StringLike["gitlab.com:sub"] == "project_path:meddevo/meddevo:ref_type:branch:ref:*"
    error_message = "The project stands in front of the wildcard."
  }
  assert {
    condition     = alltrue([for role in aws_iam_role.this : jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["gitlab.com:aud"] == "https://gitlab.com"])
    error_message = "The audience must be pinned, or tokens made for others open the door."
  }
}

run "every_role_has_its_boundary_and_its_prefix" {
  command = plan

  assert {
    condition     = alltrue([for role in aws_iam_role.this : role.permissions_boundary == "arn:aws:iam::666666666666:policy/boundary/ci" && role.path == "/ci/" && role.max_session_duration == 3600])
    error_message = "Each CI role stands under /ci/ with the boundary, for an hour."
  }
  assert {
    condition     = aws_iam_role.this["tf-efs-plan"].tags == tomap({ StatePrefix = "production/eu-central-1/efs" }) && aws_iam_role.this["tf-efs-apply"].tags == aws_iam_role.this["tf-efs-plan"].tags
    error_message = "The bucket policy of tfstate goes by the tag StatePrefix."
  }
  assert {
    condition     = length(aws_iam_role.this["app-push"].tags) == 0
    error_message = "A job that is not Terraform has no state."
  }
}

run "a_plan_role_writes_nothing_not_even_a_lock" {
  command = plan

  assert {
    condition     = length(setsubtract(flatten(jsondecode(aws_iam_role_policy.state["tf-network-plan"].policy).Statement[*].Action), ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"])) == 0
    error_message = "Any branch may plan, so a plan role only reads states."
  }
  assert {
    condition     = toset(keys(aws_iam_role_policy.state_write)) == toset(["tf-network-apply", "tf-efs-apply"])
    error_message = "Only apply roles write states."
  }
}

run "a_role_reads_its_own_state_and_those_it_names" {
  command = plan

  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.state["tf-efs-apply"].policy).Statement : statement.Resource if statement.Sid == "Read"]) == ["arn:aws:s3:::meddevo-tfstate/production/eu-central-1/efs/*", "arn:aws:s3:::meddevo-tfstate/production/eu-central-1/network/*"]
    error_message = "States hold secrets: no role reads one that it does not need."
  }
}

run "planning_reads_no_contents" {
  command = plan

  assert {
    condition     = length(setsubtract(["secretsmanager:GetSecretValue", "sqs:ReceiveMessage", "logs:GetLogEvents", "dynamodb:Scan"], jsondecode(aws_iam_role_policy.plan["tf-network-plan"].policy).Statement[0].Action)) == 0
    error_message = "Any branch may plan, so a plan role must not see secrets, messages, logs or rows."
  }
}

run "the_boundary_lets_only_this_module_write_ci_roles" {
  command = plan

  assert {
    condition     = one([for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : statement.Condition.ArnNotLike["aws:PrincipalArn"] if statement.Sid == "DenyOwnWalls"]) == "arn:aws:iam::666666666666:role/ci/tf-gitlab-oidc-apply"
    error_message = "Nobody but tf-gitlab-oidc-apply may change CI roles and their boundary."
  }
  assert {
    condition     = length(aws_iam_policy.boundary.policy) <= 6144
    error_message = "A managed policy has at most 6,144 characters."
  }
}

run "refuses_a_project_by_pattern" {
  command = plan
  variables {
    project_path = "meddevo/*"
  }
  expect_failures = [var.project_path]
}

run "refuses_a_branch_by_pattern" {
  command = plan
  variables {
    stacks = { efs = { branches = ["release/*"], state_prefix = "production/eu-central-1/efs" } }
  }
  expect_failures = [var.stacks]
}

run "refuses_two_stacks_with_one_state" {
  command = plan
  variables {
    stacks = {
      efs  = { branches = ["master"], state_prefix = "production/eu-central-1/efs" }
      efs2 = { branches = ["master"], state_prefix = "production/eu-central-1/efs" }
    }
  }
  expect_failures = [var.stacks]
}

run "refuses_a_prefix_that_covers_an_account" {
  command = plan
  variables {
    stacks = { efs = { branches = ["master"], state_prefix = "production" } }
  }
  expect_failures = [var.stacks]
}

run "refuses_an_administrator" {
  command = plan
  variables {
    stacks = { efs = { branches = ["master"], state_prefix = "production/eu-central-1/efs", managed_policies = ["arn:aws:iam::aws:policy/AdministratorAccess"] } }
  }
  expect_failures = [var.stacks]
}

run "refuses_a_job_that_looks_like_a_stack" {
  command = plan
  variables {
    jobs = { tf-efs-apply = { branches = ["master"], policy = "{\"Statement\":[]}" } }
  }
  expect_failures = [var.jobs]
}

run "refuses_an_address_with_a_slash_and_a_state_that_is_none" {
  command = plan
  variables {
    gitlab_url = "https://gitlab.com/"
    state      = { bucket_arn = "meddevo-tfstate", kms_key_arn = "alias/state" }
  }
  expect_failures = [var.gitlab_url, var.state]
}
