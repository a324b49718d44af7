mock_provider "aws" {
  override_during = plan
  mock_resource "aws_iam_role" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444444444444" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  organization_id = "o-meddevo0001"
  cluster_name    = "operator"
  releases = {
    develop = ["arn:aws:iam::555555555555:role/operator/meddevo-develop"]
    production = [
      "arn:aws:iam::666666666666:role/operator/meddevo-production", "arn:aws:iam::444444444444:role/operator/meddevo-registry-platform",
      "arn:aws:iam::555555555555:role/operator/meddevo-develop", # to read which images are needed
    ]
  }
}

run "a_release_may_enter_what_it_drives_and_do_nothing_else" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role_policy.this["develop"].policy).Statement[*].Resource == [["arn:aws:iam::555555555555:role/operator/meddevo-develop"]]
    error_message = "develop's pods must not even ask for production's role."
  }
  assert {
    condition     = alltrue([for policy in aws_iam_role_policy.this : [for statement in jsondecode(policy.policy).Statement : statement.Action] == [["sts:AssumeRole", "sts:TagSession"]]])
    error_message = "A pod's own role may do nothing but become another one."
  }
  assert {
    condition     = alltrue([for policy in aws_iam_role_policy.this : jsondecode(policy.policy).Statement[0].Condition.StringEquals["aws:ResourceOrgID"] == "o-meddevo0001"])
    error_message = "An account that has left the organisation must not be entered."
  }
}

run "only_the_service_account_of_the_release_in_its_cluster_gets_the_role" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.this["production"].assume_role_policy).Statement[0].Condition.StringEquals == {
      "aws:RequestTag/eks-cluster-arn"            = "arn:aws:eks:eu-central-1:444444444444:cluster/operator"
      "aws:RequestTag/kubernetes-namespace"       = "meddevo-system-production"
      "aws:RequestTag/kubernetes-service-account" = "meddevo-production"
    }
    error_message = "The trust must name the cluster, the namespace and the service account."
  }
  assert {
    condition     = aws_iam_role.this["production"].path == "/operator/" && output.service_accounts["production"].namespace == "meddevo-system-production"
    error_message = "The roles must stand where the organisation protects them, and the cluster must learn whose they are."
  }
}

run "on_an_instance_its_profile_has_the_role" {
  command = plan
  variables {
    cluster_name = null
  }

  assert {
    condition     = jsondecode(aws_iam_role.this["develop"].assume_role_policy).Statement[0].Principal.Service == "ec2.amazonaws.com"
    error_message = "Without a cluster EC2 hands the role to the instance."
  }
}

run "refuses_to_enter_everything" {
  command = plan
  variables {
    releases        = { develop = ["arn:aws:iam::*:role/operator/meddevo-*"] }
    cluster_name    = "Operator"
    organization_id = "meddevo"
  }
  expect_failures = [var.releases, var.cluster_name, var.organization_id]
}

run "refuses_a_release_that_enters_nothing" {
  command = plan
  variables {
    releases = { develop = [] }
  }
  expect_failures = [var.releases]
}
