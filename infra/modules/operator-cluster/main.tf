# The Kubernetes API that the operator reads its specs from. AWS runs the control plane in three zones; nothing outside the VPC reaches it.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  region     = data.aws_region.this.region
  log_group  = "/aws/eks/${var.name}/cluster" # EKS knows no other name

  assumed_by = { for service in ["ec2", "eks"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "${service}.amazonaws.com" }, Action = "sts:AssumeRole" }]
  }) }
}

resource "aws_eks_cluster" "this" {
  name     = var.name
  version  = var.kubernetes_version
  role_arn = aws_iam_role.control_plane.arn

  enabled_cluster_log_types     = ["api", "audit", "authenticator"]
  bootstrap_self_managed_addons = false # those of addons.tf take their place
  deletion_protection           = true

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false # the pipeline makes the cluster and has no business in it
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.this.arn
    }
  }

  upgrade_policy {
    support_type = "STANDARD" # at the end of its support AWS upgrades it, instead of billing six times as much
  }

  vpc_config {
    subnet_ids              = var.subnet_ids
    security_group_ids      = [aws_security_group.control_plane.id]
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy_attachment.control_plane]
}

resource "aws_iam_role" "control_plane" {
  name               = "${var.name}-cluster"
  path               = "/eks/"
  description        = "Control plane of EKS cluster ${var.name}"
  assume_role_policy = local.assumed_by["eks"]
}

resource "aws_iam_role_policy_attachment" "control_plane" {
  role       = aws_iam_role.control_plane.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

# EKS would make it without key and end.
resource "aws_cloudwatch_log_group" "this" {
  name              = local.log_group
  kms_key_id        = aws_kms_key.this.arn
  retention_in_days = var.log_retention_days
}

resource "aws_kms_key" "this" {
  description         = "Secrets and logs of EKS cluster ${var.name}"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "AccountDecidesByIam", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${local.account_id}:root" }, Action = "kms:*", Resource = "*" },
      # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"]
        Resource  = "*"
        Condition = { ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${local.region}:${local.account_id}:log-group:${local.log_group}" } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/meddevo/eks/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}
