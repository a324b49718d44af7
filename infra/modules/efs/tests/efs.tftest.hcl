mock_provider "aws" {
  override_during = plan
  mock_resource "aws_efs_file_system" {}
  mock_resource "aws_kms_key" {}
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
}

variables {
  environment            = "develop"
  vpc_id                 = "vpc-0123"
  subnet_ids             = ["subnet-a", "subnet-b", "subnet-c"]
  task_security_group_id = "sg-0tasks"
}

run "encrypted_and_backed_up" {
  command = plan

  assert {
    condition     = aws_efs_file_system.this.encrypted && aws_kms_key.this.enable_key_rotation
    error_message = "Files must be encrypted with a key of our own that rotates."
  }
  assert {
    condition     = aws_efs_backup_policy.this.backup_policy[0].status == "ENABLED"
    error_message = "Files must be backed up."
  }
  assert {
    condition     = length(aws_efs_mount_target.this) == 3
    error_message = "Each zone must have a mount target."
  }
  assert {
    condition     = length(aws_efs_replication_configuration.this) == 0
    error_message = "A second region costs, so it must be asked for."
  }
}

run "only_tasks_through_access_points" {
  command = plan

  assert {
    condition     = length(setsubtract(["NeverWithoutAccessPoint", "NeverAsRoot", "NeverWithoutTls"], [for s in jsondecode(aws_efs_file_system_policy.this.policy).Statement : s.Sid if s.Effect == "Deny"])) == 0
    error_message = "Mounting without an access point, as root or without TLS must be denied."
  }
  assert {
    condition = alltrue([
      for s in jsondecode(aws_efs_file_system_policy.this.policy).Statement :
      s.Condition.ArnLike["aws:PrincipalArn"] == "arn:aws:iam::555555555555:role/meddevo/develop/*" if s.Effect == "Allow"
    ])
    error_message = "Only task roles of this environment may mount."
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.nfs.referenced_security_group_id == "sg-0tasks" && aws_vpc_security_group_ingress_rule.nfs.from_port == 2049 && aws_vpc_security_group_ingress_rule.nfs.cidr_ipv4 == null
    error_message = "NFS must come from tasks alone."
  }
}

run "a_copy_elsewhere_when_asked_for" {
  command = plan
  variables {
    replica_region = "eu-west-1"
  }

  assert {
    condition     = one(aws_efs_replication_configuration.this).destination[0].region == "eu-west-1"
    error_message = "The copy must be in the region that was named."
  }
}

run "refuses_a_zone_as_region" {
  command = plan
  variables {
    replica_region = "eu-west-1a"
  }
  expect_failures = [var.replica_region]
}

run "refuses_a_single_zone" {
  command = plan
  variables {
    subnet_ids = ["subnet-a"]
  }
  expect_failures = [var.subnet_ids]
}
