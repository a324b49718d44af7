# One encrypted file system for the environment. Folders are handed out by access points, which the operator makes from the specs.
resource "aws_kms_key" "this" {
  description         = "EFS of ${var.environment}"
  enable_key_rotation = true
}

resource "aws_kms_alias" "this" {
  name          = "alias/meddevo/${var.environment}/efs"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_efs_file_system" "this" {
  creation_token   = "meddevo-${var.environment}"
  encrypted        = true
  kms_key_id       = aws_kms_key.this.arn
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"
  tags             = { Name = "meddevo-${var.environment}" }

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
  lifecycle_policy {
    transition_to_archive = "AFTER_90_DAYS"
  }
  lifecycle_policy {
    transition_to_primary_storage_class = "AFTER_1_ACCESS"
  }
  protection {
    replication_overwrite = "ENABLED" # it cannot become somebody's replica, and so be overwritten
  }

  lifecycle {
    prevent_destroy = true # the records of the products lie here
  }
}

resource "aws_efs_backup_policy" "this" {
  file_system_id = aws_efs_file_system.this.id

  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_efs_replication_configuration" "this" {
  count = var.replica_region == null ? 0 : 1

  source_file_system_id = aws_efs_file_system.this.id

  destination {
    region = var.replica_region
  }
}

resource "aws_security_group" "this" {
  name        = "${var.environment}-files"
  description = "Mount targets of the environment's file system"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.environment}-files" }
}

resource "aws_vpc_security_group_ingress_rule" "nfs" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = var.task_security_group_id
  description                  = "NFS from tasks"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_files" {
  security_group_id            = var.task_security_group_id
  referenced_security_group_id = aws_security_group.this.id
  description                  = "NFS to the mount targets"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_efs_mount_target" "this" {
  count = length(var.subnet_ids) # their number is known at the first plan, their ids are not

  file_system_id  = aws_efs_file_system.this.id
  subnet_id       = var.subnet_ids[count.index]
  security_groups = [aws_security_group.this.id]
}
