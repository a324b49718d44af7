mock_provider "aws" {
  override_during = plan
  mock_resource "aws_iam_role" {}
  mock_resource "aws_kms_key" {}
  mock_resource "aws_sns_topic" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444444444444" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
  mock_data "aws_eks_addon_version" {
    defaults = { version = "v1.20.4-eksbuild.2" }
  }
  mock_data "aws_ssm_parameter" {
    defaults = { value = "1.50.0-6c2f6a2a" }
  }
  mock_data "aws_iam_roles" {
    defaults = { arns = ["arn:aws:iam::444444444444:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_PlatformAdmin_0123456789abcdef"] }
  }
}

variables {
  name                   = "operator"
  vpc_id                 = "vpc-0123"
  subnet_ids             = ["subnet-0123", "subnet-0456"]
  task_security_group_id = "sg-0123"
  alarm_emails           = ["oncall@meddevo.example"]
  runbooks_url           = "https://gitlab.com/meddevo/meddevo/-/blob/master/docs/runbooks"
  service_accounts = {
    develop = { namespace = "meddevo-system-develop", name = "meddevo-develop", role_arn = "arn:aws:iam::444444444444:role/operator/meddevo-operator-develop" }
  }
}

run "the_api_is_private_recorded_and_encrypted" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "The Kubernetes API must be reachable from the VPC alone."
  }
  assert {
    condition     = length(setsubtract(["api", "audit", "authenticator"], aws_eks_cluster.this.enabled_cluster_log_types)) == 0 && aws_cloudwatch_log_group.this.name == "/aws/eks/operator/cluster" && aws_cloudwatch_log_group.this.retention_in_days == 365
    error_message = "Who did what at the API must be recorded, and kept."
  }
  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].resources == toset(["secrets"]) && aws_kms_key.this.enable_key_rotation
    error_message = "Secrets must be encrypted by a key of our own."
  }
  assert {
    condition     = jsondecode(aws_kms_key.this.policy).Statement[1].Condition.ArnEquals["kms:EncryptionContext:aws:logs:arn"] == "arn:aws:logs:eu-central-1:444444444444:log-group:/aws/eks/operator/cluster"
    error_message = "CloudWatch Logs may use the key for this cluster's log group alone."
  }
}

run "people_get_in_by_their_permission_set_and_no_machine_does" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.access_config[0].authentication_mode == "API" && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "The role that made the cluster must not administer it, and no map inside it may let others in."
  }
  assert {
    condition     = strcontains(aws_eks_access_entry.admin.principal_arn, "AWSReservedSSO_PlatformAdmin_")
    error_message = "PlatformAdmin of this account administers the cluster."
  }
}

run "without_an_assignment_nobody_would_get_in" {
  command = plan
  override_data {
    target = data.aws_iam_roles.admin
    values = { arns = [] }
  }
  expect_failures = [data.aws_iam_roles.admin]
}

run "pods_get_their_own_role_and_not_the_node_s" {
  command = plan

  assert {
    condition     = aws_eks_pod_identity_association.operator["develop"].namespace == "meddevo-system-develop" && aws_eks_pod_identity_association.operator["develop"].service_account == "meddevo-develop"
    error_message = "The role belongs to the release's service account."
  }
  assert {
    condition     = aws_launch_template.node.metadata_options[0].http_tokens == "required" && aws_launch_template.node.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "A pod must not reach the metadata service, which would give it the node's role."
  }
  assert {
    condition     = length(aws_iam_role_policy_attachment.node) == 2 && !contains(keys(aws_iam_role_policy_attachment.node), "AmazonEKS_CNI_Policy")
    error_message = "Nodes pull and join; addresses are given by the plugin's own role."
  }
}

run "somebody_is_told_when_nobody_leads" {
  command = plan

  assert {
    condition     = strcontains(aws_cloudwatch_log_metric_filter.renewals["develop"].pattern, "$.objectRef.namespace = \"meddevo-system-develop\" && $.objectRef.name = \"meddevo-develop\"")
    error_message = "The lease of each release is watched."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.down["develop"].treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.down["develop"].comparison_operator == "LessThanThreshold"
    error_message = "Silence is the alarm."
  }
  assert {
    condition     = aws_sns_topic_subscription.alarms["oncall@meddevo.example"].protocol == "email" && endswith(aws_cloudwatch_metric_alarm.down["develop"].alarm_description, "/docs/runbooks/operator-down.md#meddevooperatordown")
    error_message = "Whoever is told must know what to read."
  }
}

run "network_policies_hold_and_nodes_are_sealed" {
  command = plan

  assert {
    condition     = jsondecode(aws_eks_addon.of_nodes["vpc-cni"].configuration_values).enableNetworkPolicy == "true"
    error_message = "Without it the operator's network policy is only text."
  }
  assert {
    condition     = alltrue([for disk in aws_launch_template.node.block_device_mappings : disk.ebs[0].encrypted == "true"]) && aws_eks_node_group.this.ami_type == "BOTTLEROCKET_ARM_64"
    error_message = "Disks must be encrypted, and nodes Bottlerocket's."
  }
  assert {
    condition = alltrue(concat(
      [for rule in [aws_vpc_security_group_ingress_rule.api, aws_vpc_security_group_ingress_rule.among_nodes] : rule.cidr_ipv4 == null],
      [for rule in aws_vpc_security_group_ingress_rule.from_control_plane : rule.cidr_ipv4 == null],
    ))
    error_message = "Groups name groups, not addresses."
  }
}

run "refuses_what_would_not_work" {
  command = plan
  variables {
    name                   = "Operator"
    kubernetes_version     = "1.29"
    vpc_id                 = "platform"
    subnet_ids             = ["subnet-0123"]
    task_security_group_id = "tasks"
    service_accounts       = { develop = { namespace = "x", name = "x", role_arn = "arn:aws:iam::444444444444:role/somebody" } }
    admin_permission_set   = "*"
    instance_type          = "t3.medium"
    log_retention_days     = 1
    alarm_emails           = []
    runbooks_url           = "docs/runbooks"
  }
  expect_failures = [
    var.name, var.kubernetes_version, var.vpc_id, var.subnet_ids, var.task_security_group_id, var.service_accounts,
    var.admin_permission_set, var.instance_type, var.log_retention_days, var.alarm_emails, var.runbooks_url,
  ]
}
